using Newtonsoft.Json.Linq;
using SalesforceLinq.Http;

namespace SalesforceLinq.Tests.Saving;

/// <summary>What became of saves: how many failed, left something unknown, saved a part, were sent more than once.</summary>
public readonly record struct Tally(int Failed, int Unknown, int Partial, int Repeated)
{
    public static Tally operator +(Tally one, Tally other) =>
        new(one.Failed + other.Failed, one.Unknown + other.Unknown, one.Partial + other.Partial, one.Repeated + other.Repeated);
}

/// <summary>
/// One unit of work on accounts, their contacts and invoices, each with a name of its own, so that the org can be asked about every one. It keeps a
/// picture of every record as the reports say the org has it.
/// </summary>
public sealed class SimulatedWork(SavingOrg org, Random random, int seed)
{
    private readonly List<Account> _accounts = [];
    private readonly List<Contact> _contacts = [];
    private readonly List<Invoice> _invoices = [];
    private readonly List<string> _outsiders = [];
    private readonly Dictionary<object, Picture> _pictures = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> _unknown = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _deleted = [];
    private bool _isOutsiderTaken;
    private int _number;
    private string _report = "";

    /// <summary>Whether a report left open what became of a record.</summary>
    public bool HasUnknown => _unknown.Count > 0;

    private SavingContext Context => org.Context;

    /// <summary>Puts records into the org, some of which the context does not know.</summary>
    public async Task PrepareAsync()
    {
        for (int i = random.Next(3); i > 0; i--)
            AddFamily();
        Take((await Context.SaveChangesAsync()).Entries);
        if (random.Next(3) == 0)
        {
            string key = Name("x");
            await org.Client.SObject("Invoice__c").CreateAsync(new { Key__c = key, Total__c = 1 });
            _outsiders.Add(key);
        }
    }

    /// <summary>Does a handful of things at random.</summary>
    public void Change()
    {
        for (int i = random.Next(1, 8); i > 0; i--)
            ChangeOnce();
        // Whatever is not sent at all is no part of the story.
        org.Context.ChangeTracker.DetectChanges();
    }

    /// <summary>Saves, and remembers what the report says.</summary>
    public async Task<Tally> SaveAsync(SaveOptions options, CancellationToken cancellationToken)
    {
        int planned = Context.PlanChanges(options).ApiCalls;
        try
        {
            SaveResult result = await Context.SaveChangesAsync(options, cancellationToken);
            Take(result.Entries);
            return new Tally(0, 0, 0, result.ApiCalls > planned ? 1 : 0);
        }
        catch (SaveFailedException failed)
        {
            _report = failed.ToString();
            Take(failed.Saved);
            _unknown.UnionWith(failed.Failures.Where(failure => failure.MayHaveHappened).Select(failure => failure.Entry.Entity));
            return new Tally(1, HasUnknown ? 1 : 0, failed.Saved.Count > 0 ? 1 : 0, failed.ApiCalls > planned ? 1 : 0);
        }
        catch (OperationCanceledException)
        {
            return new Tally(1, 0, 0, 0);
        }
        catch (InvalidOperationException refused) when (refused.Message.Contains("Nothing was sent", StringComparison.Ordinal))
        {
            return new Tally(1, 0, 0, 0);
        }
    }

    /// <summary>Corrects what was refused and saves again: only the rest is sent.</summary>
    public async Task SaveRestAsync()
    {
        foreach (Account nameless in _accounts.Where(account => account.Name is null))
            nameless.Name = Name("a");
        HashSet<object> open = new(Context.ChangeTracker.Entries().Where(entry => entry.State != EntityState.Unchanged).Select(entry => entry.Entity), ReferenceEqualityComparer.Instance);
        SaveResult result = await Context.SaveChangesAsync(new SaveOptions { IgnoreMissingOnDelete = true });
        open.SetEquals(result.Entries.Select(entry => entry.Entity)).Should().BeTrue("what was saved is not sent again, and nothing is forgotten");
        Take(result.Entries);
        Context.ChangeTracker.HasChanges().Should().BeFalse();
    }

    /// <summary>Compares the org with the pictures, and the tracker with both.</summary>
    public async Task CheckAsync()
    {
        CompositeResult answer = await org.Client.Composite.SendAsync(new CompositeRequest(
        [
            Subrequest.Query($"SELECT Id, Name, Industry FROM Account WHERE Name LIKE '{seed}-%'", "accounts"),
            Subrequest.Query($"SELECT Id, LastName, FirstName, Account.Name FROM Contact WHERE LastName LIKE '{seed}-%'", "contacts"),
            Subrequest.Query($"SELECT Id, Key__c, Total__c, Account__r.Name, Previous__r.Key__c FROM Invoice__c WHERE Key__c LIKE '{seed}-%'", "invoices"),
        ]));
        Compare(_accounts, account => account.Name, Rows(answer["accounts"], "Name"));
        Compare(_contacts, contact => contact.LastName, Rows(answer["contacts"], "LastName"));
        Compare(_invoices, invoice => invoice.Key, Rows(answer["invoices"], "Key__c"));
    }

    private static Dictionary<string, JObject> Rows(SubrequestResult answer, string name)
    {
        ILookup<string, JObject> rows = ((JArray)answer.Body!["records"]!).Cast<JObject>().ToLookup(row => (string)row[name]!);
        rows.All(same => same.Count() == 1).Should().BeTrue("no record is there twice");
        return rows.ToDictionary(row => row.Key, row => row.Single());
    }

    private void Compare<T>(List<T> entities, Func<T, string?> nameOf, Dictionary<string, JObject> rows)
        where T : class
    {
        foreach (T entity in entities)
        {
            string? name = nameOf(entity);
            JObject? row = name is null ? null : rows.GetValueOrDefault(name);
            rows.Remove(name ?? "");
            if (_unknown.Contains(entity))
                continue;
            EntityEntry entry = Context.Entry((object)entity);
            string because = $"the tracker says {entry.State} of {name}, and the report: {_report}";
            if (!_pictures.TryGetValue(entity, out Picture? picture))
            {
                // A record that was there before, and was to be upserted, may be.
                bool mayBeThere = _outsiders.Contains(name ?? "");
                (row is null || mayBeThere).Should().BeTrue(because);
                entry.State.Should().BeOneOf([EntityState.Added, EntityState.Upserted, EntityState.Detached], because);
                continue;
            }

            (row is not null).Should().BeTrue(because);
            entry.State.Should().BeOneOf([EntityState.Unchanged, EntityState.Modified, EntityState.Deleted], because);
            Compare(picture, Picture.Of(row!), because);
            if (entry.State == EntityState.Unchanged)
                Compare(Picture.Of(entity), Picture.Of(row!), because);
        }

        rows.Keys.Except(_outsiders).Should().BeEmpty("the org has nothing that nobody asked for");
    }

    private void Compare(Picture expected, Picture actual, string because)
    {
        actual.Id.Should().Be(expected.Id, because);
        actual.Value.Should().Be(expected.Value, because);
        CompareParent(expected.Account, actual.Account, because);
        CompareParent(expected.Previous, actual.Previous, because);
    }

    // The org empties lookups to records that are deleted; where a deletion is unknown, so are the lookups.
    private void CompareParent(string? expected, string? actual, string because)
    {
        bool mayBeGone = _unknown.Select(Picture.NameOf).Contains(expected);
        if (!mayBeGone)
            actual.Should().Be(expected is not null && _deleted.Contains(expected) ? null : expected, because);
    }

    private void Take(IEnumerable<SavedEntry> saved)
    {
        List<SavedEntry> entries = [.. saved];
        foreach (SavedEntry entry in entries)
        {
            if (entry.Operation == SaveOperation.Delete)
            {
                _pictures.Remove(entry.Entity);
                _deleted.Add(Picture.NameOf(entry.Entity)!);
            }
        }

        // In a circle a record is written twice, and is what its last write made it.
        foreach (object entity in entries.Where(entry => entry.Operation != SaveOperation.Delete).Select(entry => entry.Entity).Distinct(ReferenceEqualityComparer.Instance).OfType<object>())
            _pictures[entity] = Pictured(entity, entries);
    }

    // A lookup that was to follow in a call that was not made is not there yet.
    private Picture Pictured(object entity, List<SavedEntry> entries)
    {
        Picture picture = Picture.Of(entity);
        bool isPending = Context.Entry(entity).State != EntityState.Unchanged && entries.Count(entry => ReferenceEquals(entry.Entity, entity)) == 1;
        return isPending && entity is Invoice invoice && invoice.Previous is not null ? picture with { Previous = null } : picture;
    }

    private void ChangeOnce()
    {
        switch (random.Next(12))
        {
            case 0:
                AddFamily();
                break;
            case 1 when Pick(_accounts) is { } account:
                account.Industry = Industry();
                break;
            case 2 when Pick(_contacts) is { } contact:
                contact.FirstName = $"F{random.Next(100)}";
                break;
            case 3 when Pick(_invoices) is { } invoice:
                invoice.Total = random.Next(1_000);
                break;
            case 4 when Pick(_contacts) is { } contact:
                Context.Contacts.Remove(contact);
                break;
            case 5 when Pick(_invoices) is { } invoice:
                Remove(invoice);
                break;
            case 6 when Pick(_contacts) is { } contact:
                contact.Account = random.Next(4) == 0 ? null : Pick(_accounts);
                break;
            case 7 when Pick(_invoices) is { } invoice:
                invoice.Account = random.Next(4) == 0 ? null : Pick(_accounts);
                break;
            case 8 when Pick(_invoices) is { } invoice && Pick(_invoices) is { } other:
                invoice.Previous = random.Next(4) == 0 ? null : other;
                break;
            case 9:
                Upsert();
                break;
            case 10 when Pick(_accounts) is { } account && !HasContacts(account):
                Remove(account);
                break;
            default:
                AddOne();
                break;
        }
    }

    // With an account the org deletes its contacts, also those that are about to be moved away.
    private bool HasContacts(Account account) => _contacts.Exists(contact =>
        contact.Account == account || (_pictures.TryGetValue(contact, out Picture? picture) && picture.Account == account.Name));

    private void AddFamily()
    {
        Account account = NewAccount();
        for (int i = random.Next(3); i > 0; i--)
            account.Contacts.Add(NewContact());
        for (int i = random.Next(3); i > 0; i--)
            account.Invoices.Add(NewInvoice());
        // Sometimes in a circle.
        if (account.Invoices.Count == 2)
        {
            account.Invoices[0].Previous = account.Invoices[1];
            if (random.Next(2) == 0)
                account.Invoices[1].Previous = account.Invoices[0];
        }

        Context.Accounts.Add(account);
    }

    private void AddOne()
    {
        switch (random.Next(4))
        {
            case 0:
                Account nameless = NewAccount();
                nameless.Name = random.Next(3) == 0 ? null : nameless.Name;
                nameless.Parent = Pick(_accounts) is { } parent && parent != nameless ? parent : null;
                Context.Accounts.Add(nameless);
                break;
            case 1:
                Contact contact = NewContact();
                contact.Account = Pick(_accounts);
                Context.Contacts.Add(contact);
                break;
            default:
                Invoice invoice = NewInvoice();
                invoice.Account = Pick(_accounts);
                // By its key alone: a record the context has never read.
                if (_outsiders.Count > 0 && random.Next(2) == 0)
                    invoice.Previous = new Invoice { Key = _outsiders[0] };
                Context.Invoices.Add(invoice);
                break;
        }
    }

    private void Upsert()
    {
        Invoice invoice = NewInvoice();
        if (_outsiders.Count > 0 && !_isOutsiderTaken && random.Next(2) == 0)
        {
            invoice.Key = _outsiders[0];
            _isOutsiderTaken = true;
        }

        invoice.Previous = Pick(_invoices) is { } previous && previous != invoice ? previous : null;
        Context.Invoices.Upsert(invoice, x => x.Key);
    }

    private void Remove(Invoice invoice)
    {
        foreach (Invoice other in _invoices.Where(other => other.Previous == invoice && Context.Entry(other).State is EntityState.Added or EntityState.Upserted or EntityState.Modified).ToList())
            other.Previous = null;
        Context.Invoices.Remove(invoice);
    }

    private void Remove(Account account)
    {
        foreach (Invoice other in _invoices.Where(other => other.Account == account).ToList())
            other.Account = null;
        foreach (Account other in _accounts.Where(other => other.Parent == account).ToList())
            other.Parent = null;
        Context.Accounts.Remove(account);
    }

    private T? Pick<T>(List<T> entities)
        where T : class
    {
        List<T> alive = [.. entities.Where(entity => Context.Entry(entity).State is not (EntityState.Deleted or EntityState.Detached))];
        return alive.Count == 0 ? null : alive[random.Next(alive.Count)];
    }

    private Account NewAccount()
    {
        Account account = new() { Name = Name("a"), Industry = Industry() };
        _accounts.Add(account);
        return account;
    }

    private Contact NewContact()
    {
        Contact contact = new() { LastName = Name("c"), FirstName = "F" };
        _contacts.Add(contact);
        return contact;
    }

    private Invoice NewInvoice()
    {
        Invoice invoice = new() { Key = Name("i"), Total = random.Next(1_000) };
        _invoices.Add(invoice);
        return invoice;
    }

    private string Industry() => random.Next(2) == 0 ? "Energy" : "Banking";

    private string Name(string kind) => $"{seed}-{kind}{_number++}";

    /// <summary>What a record holds, with its parents by their names.</summary>
    private sealed record Picture(string? Id, string? Value, string? Account, string? Previous)
    {
        public static Picture Of(object entity) => entity switch
        {
            Account account => new Picture(account.Id, account.Industry, null, null),
            Contact contact => new Picture(contact.Id.Value, contact.FirstName, contact.Account?.Name, null),
            Invoice invoice => new Picture(invoice.Id, Number(invoice.Total), invoice.Account?.Name, invoice.Previous?.Key),
            _ => throw new ArgumentException($"{entity} is no part of the simulation.", nameof(entity)),
        };

        public static Picture Of(JObject row) => new(
            (string?)row["Id"],
            (string?)row["Industry"] ?? (string?)row["FirstName"] ?? Number((decimal?)row["Total__c"]),
            Parent(row["Account"], "Name") ?? Parent(row["Account__r"], "Name"),
            Parent(row["Previous__r"], "Key__c"));

        public static string? NameOf(object entity) => entity switch { Account account => account.Name, Contact contact => contact.LastName, Invoice invoice => invoice.Key, _ => null };

        private static string? Number(decimal? number) => number?.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);

        private static string? Parent(JToken? parent, string name) => parent is JObject record ? (string?)record[name] : null;
    }
}
