using System.Globalization;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Emulator;
using SalesforceLinq.Tracking;

namespace SalesforceLinq.Tests.Saving;

/// <summary>
/// Random units of work against the emulated org while requests fail at random. After every save the org must hold exactly what the report says.
/// SALESFORCELINQ_SIMULATIONS sets the number of saves, SALESFORCELINQ_SEED where the seeds begin.
/// </summary>
public sealed class SaveSimulationTests
{
    private static readonly Fault[] Faults =
    [
        Fault.DroppedBeforeCommit, Fault.DroppedAfterCommit, Fault.ServiceUnavailable, Fault.RowLocked, Fault.ExpiredSession, Fault.TruncatedBody(),
    ];

    [Fact]
    public async Task After_every_save_the_org_holds_what_the_report_says()
    {
        int saves = Setting("SALESFORCELINQ_SIMULATIONS", 100);
        int seed = Setting("SALESFORCELINQ_SEED", 1);
        await using SavingOrg org = await SavingOrg.StartAsync(attempts: 3);
        for (int i = 0; i < saves; i++)
        {
            Random random = new(seed + i);
            await RunAsync(org, random, seed + i);
        }
    }

    private static async Task RunAsync(SavingOrg org, Random random, int seed)
    {
        Work work = new(org, random, seed);
        await work.PrepareAsync();
        work.Change();
        if (random.Next(3) > 0)
            org.Org.Faults.Next(Faults[random.Next(Faults.Length)], random.Next(1, 5));
        SaveOptions options = new()
        {
            Atomicity = (SaveAtomicity)random.Next(3),
            LockRetryDelay = TimeSpan.Zero,
            LockRetries = random.Next(3),
        };

        HashSet<object> unknown = new(ReferenceEqualityComparer.Instance);
        try
        {
            await org.SaveAsync(options);
        }
        catch (SaveFailedException failed)
        {
            unknown.UnionWith(failed.Failures.Where(failure => failure.MayHaveHappened).Select(failure => failure.Entry.Entity));
        }

        org.Org.Faults.Clear();
        await work.CheckAsync(unknown);
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : otherwise;

    /// <summary>One unit of work on invoices, each known by a key of its own, so that the org can be asked about every one.</summary>
    private sealed class Work(SavingOrg org, Random random, int seed)
    {
        private readonly List<Invoice> _invoices = [];
        private readonly Dictionary<Invoice, decimal?> _saved = new(ReferenceEqualityComparer.Instance);

        public async Task PrepareAsync()
        {
            org.Forget();
            for (int i = random.Next(5); i > 0; i--)
                org.Add(New());
            await org.SaveAsync();
            foreach (Invoice invoice in _invoices)
                _saved[invoice] = invoice.Total;
        }

        public void Change()
        {
            foreach (Invoice invoice in _invoices.ToList())
            {
                if (random.Next(3) == 0)
                    invoice.Total = random.Next(1_000, 2_000);
                else if (random.Next(3) == 0)
                    org.Tracker.Track(invoice, EntityState.Deleted);
            }

            for (int i = random.Next(6); i > 0; i--)
            {
                Invoice invoice = New();
                invoice.Previous = random.Next(2) == 0 ? _invoices.Find(other => other != invoice && org.Tracker.Find(other)?.State != EntityState.Deleted) : null;
                if (random.Next(3) == 0)
                    org.Upsert(invoice, "Key__c");
                else
                    org.Add(invoice);
            }
        }

        public async Task CheckAsync(HashSet<object> unknown)
        {
            var page = await org.Client.QueryPageAsync($"SELECT Id, Key__c, Total__c, Previous__r.Key__c FROM Invoice__c WHERE Key__c LIKE '{seed}-%'");
            ILookup<string, JObject> rows = page.Records.ToLookup(row => (string)row["Key__c"]!);
            foreach (Invoice invoice in _invoices.Where(invoice => !unknown.Contains(invoice)))
                Check(invoice, [.. rows[invoice.Key!]]);
            rows.All(same => same.Count() == 1).Should().BeTrue("no record is there twice (seed {0})", seed);
        }

        private void Check(Invoice invoice, List<JObject> rows)
        {
            TrackedEntity? tracked = org.Tracker.Find(invoice);
            string because = $"the tracker says {tracked?.State.ToString() ?? "deleted"} of {invoice.Key} (seed {seed})";
            switch (tracked?.State)
            {
                case null:
                case EntityState.Added or EntityState.Upserted:
                    rows.Should().BeEmpty(because);
                    break;
                case EntityState.Unchanged:
                    JObject row = rows.Should().ContainSingle(because).Subject;
                    ((string?)row["Id"]).Should().Be(invoice.Id, because);
                    row["Total__c"]!.ToObject<decimal?>().Should().Be(invoice.Total, because);
                    (row["Previous__r"] is JObject previous ? (string?)previous["Key__c"] : null).Should().Be(Expected(invoice), because);
                    break;
                default:
                    rows.Should().ContainSingle(because).Subject["Total__c"]!.ToObject<decimal?>().Should().Be(_saved[invoice], because);
                    break;
            }
        }

        // A record that was pointed at and then deleted leaves the lookup empty.
        private string? Expected(Invoice invoice) =>
            invoice.Previous is { } previous && org.Tracker.Find(previous) is not null ? previous.Key : null;

        private Invoice New()
        {
            Invoice invoice = new() { Key = $"{seed}-{_invoices.Count}", Total = random.Next(1_000) };
            _invoices.Add(invoice);
            return invoice;
        }
    }
}
