using System.Globalization;
using SalesforceLinq.Emulator;

namespace SalesforceLinq.Tests.Saving;

/// <summary>
/// Random units of work against the emulated org while requests fail at random. After every save the org must hold exactly what the report and the
/// tracker say. SALESFORCELINQ_SIMULATIONS sets the number of runs (a million: a night), SALESFORCELINQ_SEED where the seeds begin.
/// </summary>
public sealed class SaveSimulationTests
{
    private const int Workers = 2;
    private const int RunsOfAnOrg = 100;

    private static readonly Fault[] Faults =
    [
        Fault.DroppedBeforeCommit, Fault.DroppedAfterCommit, Fault.ServiceUnavailable, Fault.RowLocked, Fault.ExpiredSession, Fault.TruncatedBody(), Fault.TruncatedBody(0.9),
    ];

    [Fact]
    public async Task After_every_save_the_org_holds_what_the_report_says()
    {
        int runs = Setting("SALESFORCELINQ_SIMULATIONS", 5_000);
        int seed = Setting("SALESFORCELINQ_SEED", 1);
        Tally[] tallies = await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(worker, seed, runs))));

        Tally all = tallies.Aggregate((one, other) => one + other);
        // A simulation in which nothing goes wrong proves nothing.
        int few = runs / 100;
        all.Failed.Should().BeGreaterThan(few);
        all.Unknown.Should().BeGreaterThan(few);
        all.Partial.Should().BeGreaterThan(few / 2);
        all.Repeated.Should().BeGreaterThan(few);
    }

    private static async Task<Tally> WorkAsync(int worker, int firstSeed, int runs)
    {
        await using SavingOrg org = await SavingOrg.StartAsync(attempts: 3, time: new HastyTime());
        Tally tally = default;
        for (int i = worker; i < runs; i += Workers)
        {
            if (i / Workers % RunsOfAnOrg == RunsOfAnOrg - 1)
                await org.Org.ResetAsync();
            org.Org.Requests.Clear();
            try
            {
                tally += await RunAsync(org, new Random(firstSeed + i), firstSeed + i);
            }
            catch (Exception wrong)
            {
                string requests = string.Join(Environment.NewLine, org.Org.Requests.Select(request => $"{request.Method} {request.Status} {request.Body}"));
                throw new InvalidOperationException(
                    $"Seed {firstSeed + i} fails. Run it alone with SALESFORCELINQ_SEED={firstSeed + i} SALESFORCELINQ_SIMULATIONS=1. {wrong.Message} The org was asked:{Environment.NewLine}{requests}", wrong);
            }
        }

        return tally;
    }

    private static async Task<Tally> RunAsync(SavingOrg org, Random random, int seed)
    {
        org.Forget();
        SimulatedWork work = new(org, random, seed);
        await work.PrepareAsync();
        work.Change();
        SaveOptions options = new()
        {
            Atomicity = (SaveAtomicity)random.Next(3),
            LockRetryDelay = TimeSpan.Zero,
            LockRetries = random.Next(3),
            RefreshAfterSave = random.Next(4) == 0,
            IgnoreMissingOnDelete = random.Next(2) == 0,
        };
        using CancellationTokenSource cancellation = new();
        Disturb(org, random, cancellation);
        Tally tally = await work.SaveAsync(options, cancellation.Token);
        org.Org.Faults.Clear();
        await work.CheckAsync();
        if (!work.HasUnknown && tally.Failed > 0)
        {
            await work.SaveRestAsync();
            await work.CheckAsync();
        }

        return tally;
    }

    private static void Disturb(SavingOrg org, Random random, CancellationTokenSource cancellation)
    {
        switch (random.Next(10))
        {
            case < 3:
                return;
            case 3 when random.Next(4) == 0:
                org.Org.Faults.Next(Fault.SlowAnswer(TimeSpan.FromMilliseconds(20)), times: 5, on: IsWrite);
                cancellation.CancelAfter(random.Next(1, 15));
                return;
            case 4:
                // Two troubles, one after the other.
                org.Org.Faults.Next(Faults[random.Next(Faults.Length)], on: IsWrite);
                org.Org.Faults.Next(Faults[random.Next(Faults.Length)], random.Next(1, 3), on: IsWrite);
                return;
            default:
                org.Org.Faults.Next(Faults[random.Next(Faults.Length)], random.Next(1, 5), on: IsWrite);
                return;
        }
    }

    private static bool IsWrite(FaultTarget target) => target.Path.Contains("composite", StringComparison.Ordinal);

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : otherwise;

    /// <summary>Waits of a second take a millisecond.</summary>
    private sealed class HastyTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 1_000 : dueTime, period);
    }
}
