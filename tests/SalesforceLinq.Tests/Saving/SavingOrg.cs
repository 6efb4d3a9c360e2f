using Newtonsoft.Json.Linq;
using SalesforceLinq.Emulator;
using SalesforceLinq.Http;
using SalesforceLinq.Tracking;

namespace SalesforceLinq.Tests.Saving;

/// <summary>An empty emulated org and one unit of work against it.</summary>
public sealed class SavingOrg : IAsyncDisposable
{
    private readonly SalesforceContextOptions<SavingContext> _options;

    private SavingOrg(EmulatedOrg org, SalesforceClient client, Func<SalesforceContextOptionsBuilder<SavingContext>, SalesforceContextOptionsBuilder<SavingContext>> configure)
    {
        Org = org;
        Client = client;
        _options = configure(new SalesforceContextOptionsBuilder<SavingContext>().UseClient(client)).Options;
        Context = NewContext();
    }

    public EmulatedOrg Org { get; }

    public SalesforceClient Client { get; }

    public SavingContext Context { get; private set; }

    internal ChangeTracker Tracker => Context.ChangeTracker;

    public static async Task<SavingOrg> StartAsync(
        int attempts = 1, TimeProvider? clock = null, TimeProvider? time = null,
        Func<SalesforceContextOptionsBuilder<SavingContext>, SalesforceContextOptionsBuilder<SavingContext>>? configure = null, Func<OrgSchema, OrgSchema>? schema = null)
    {
        EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None, Schema = schema?.Invoke(Schema()) ?? Schema(), Clock = clock ?? TimeProvider.System, DailyApiRequests = int.MaxValue });
        SalesforceClientOptions options = new()
        {
            Retry = new RetryOptions { MaxAttempts = attempts, FirstDelay = TimeSpan.FromMilliseconds(1) },
            TimeProvider = time ?? TimeProvider.System,
        };
        SavingOrg saving = new(org, new SalesforceClient(new ClientCredentialsCredential(org.Url.ToString(), org.ClientId, org.ClientSecret), options), configure ?? (builder => builder));
        await saving.CountAsync("Account");
        org.Requests.Clear();
        return saving;
    }

    public SavingContext NewContext() => new(_options);

    internal TrackedEntity Add(object entity) => Tracker.Track(entity, EntityState.Added);

    internal TrackedEntity Upsert(object entity, string key)
    {
        TrackedEntity tracked = Tracker.Track(entity, EntityState.Upserted);
        tracked.Pending.Key = tracked.Model.FindField(key);
        return tracked;
    }

    /// <summary>Begins another unit of work.</summary>
    public void Forget() => Context = NewContext();

    public Task<SaveResult> SaveAsync(SaveOptions? options = null) => options is null ? Context.SaveChangesAsync() : Context.SaveChangesAsync(options);

    /// <summary>Saves what is to fail.</summary>
    public async Task<SaveFailedException> FailAsync(SaveOptions? options = null) =>
        (await FluentActions.Awaiting(() => SaveAsync(options)).Should().ThrowAsync<SaveFailedException>()).Which;

    internal int PlannedCalls(SaveOptions? options = null) => Context.PlanChanges(options ?? new SaveOptions()).ApiCalls;

    public async Task<int> CountAsync(string soql) => (await Client.QueryPageAsync($"SELECT COUNT() FROM {soql}")).TotalSize;

    public async Task<JObject> OneAsync(string soql) => (await Client.QueryPageAsync(soql)).Records.Single();

    /// <summary>The calls of saves so far; the queries of the test itself do not count.</summary>
    public int SaveCalls => Org.Requests.Where(IsOfSave).Sum(request => request.ApiCalls);

    /// <summary>Bodies of the calls of saves so far.</summary>
    public IReadOnlyList<JToken> Bodies => [.. Org.Requests.Where(IsOfSave).Select(request => JToken.Parse(request.Body))];

    public JToken LastBody => Bodies[^1];

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Org.DisposeAsync();
    }

    private static bool IsOfSave(LoggedRequest request) => request.Path.Contains("composite", StringComparison.Ordinal);

    private static OrgSchema Schema() => OrgSchema.Standard()
        .WithObject("Invoice__c", invoice => invoice.Text("Key__c", 40, externalId: true, unique: true).Number("Total__c", 16, 2)
            .Lookup("Account__c", "Account", "Invoices").Lookup("Previous__c", "Invoice__c"))
        .WithObject("Lock__c", closed => closed.Lookup("Other__c", "Lock__c", required: true));
}

public sealed class SavingContext(SalesforceContextOptions<SavingContext> options) : SalesforceContext(options)
{
    public SObjectSet<Account> Accounts => Set<Account>();

    public SObjectSet<Contact> Contacts => Set<Contact>();

    public SObjectSet<Invoice> Invoices => Set<Invoice>();

    public SObjectSet<Lock> Locks => Set<Lock>();
}

public class Account
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? Industry { get; set; }

    public decimal? AnnualRevenue { get; set; }

    public string? ParentId { get; set; }

    public Account? Parent { get; set; }

    [Field(ReadOnly = true)]
    public DateTimeOffset? CreatedDate { get; set; }

    public ICollection<Contact> Contacts { get; set; } = [];

    [Relationship("Invoices__r")]
    public List<Invoice> Invoices { get; set; } = [];
}

public class Contact
{
    public SalesforceId Id { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Email { get; set; }

    public string? AccountId { get; set; }

    public Account? Account { get; set; }
}

[SObject("Invoice__c")]
public class Invoice
{
    public string? Id { get; set; }

    [Field("Key__c", ExternalId = true)]
    public string? Key { get; set; }

    [Field("Total__c")]
    public decimal? Total { get; set; }

    [Field("Account__c")]
    public string? AccountId { get; set; }

    public Account? Account { get; set; }

    [Relationship("Previous__r")]
    public Invoice? Previous { get; set; }
}

[SObject("Lock__c")]
public class Lock
{
    public string? Id { get; set; }

    [Field("Other__c")]
    public required string OtherId { get; set; }

    public Lock? Other { get; set; }
}
