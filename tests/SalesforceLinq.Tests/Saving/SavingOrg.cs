using Newtonsoft.Json.Linq;
using SalesforceLinq.Emulator;
using SalesforceLinq.Http;
using SalesforceLinq.Saving;
using SalesforceLinq.Tracking;

namespace SalesforceLinq.Tests.Saving;

/// <summary>An empty emulated org and one unit of work against it.</summary>
public sealed class SavingOrg : IAsyncDisposable
{
    private static readonly SalesforceModel Model = BuildModel();

    private SavingOrg(EmulatedOrg org, SalesforceClient client)
    {
        Org = org;
        Client = client;
        Tracker = new ChangeTracker(Model, []);
    }

    public EmulatedOrg Org { get; }

    public SalesforceClient Client { get; }

    internal ChangeTracker Tracker { get; private set; }

    public static async Task<SavingOrg> StartAsync(int attempts = 1)
    {
        OrgSchema schema = OrgSchema.Standard()
            .WithObject("Invoice__c", invoice => invoice.Text("Key__c", 40, externalId: true, unique: true).Number("Total__c", 16, 2)
                .Lookup("Account__c", "Account", "Invoices").Lookup("Previous__c", "Invoice__c"))
            .WithObject("Lock__c", closed => closed.Lookup("Other__c", "Lock__c", required: true));
        EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None, Schema = schema });
        SalesforceClientOptions options = new() { Retry = new RetryOptions { MaxAttempts = attempts, FirstDelay = TimeSpan.FromMilliseconds(1) } };
        SavingOrg saving = new(org, new SalesforceClient(new ClientCredentialsCredential(org.Url.ToString(), org.ClientId, org.ClientSecret), options));
        await saving.CountAsync("Account");
        org.Requests.Clear();
        return saving;
    }

    internal TrackedEntity Add(object entity) => Tracker.Track(entity, EntityState.Added);

    internal TrackedEntity Upsert(object entity, string key)
    {
        TrackedEntity tracked = Tracker.Track(entity, EntityState.Upserted);
        tracked.UpsertKey = tracked.Model.FindField(key);
        return tracked;
    }

    internal void Forget() => Tracker = new ChangeTracker(Model, []);

    public Task<SaveResult> SaveAsync(SaveOptions? options = null) => new SavePipeline(Tracker, Client).SaveAsync(options ?? new SaveOptions(), default);

    internal int PlannedCalls(SaveOptions? options = null) => new SavePipeline(Tracker, Client).Plan(options ?? new SaveOptions()).Count;

    public async Task<int> CountAsync(string soql) => (await Client.QueryPageAsync($"SELECT COUNT() FROM {soql}")).TotalSize;

    public async Task<JObject> OneAsync(string soql) => (await Client.QueryPageAsync(soql)).Records.Single();

    /// <summary>The calls of saves so far; the queries of the test itself do not count.</summary>
    public int SaveCalls => Org.Requests.Where(request => request.Path.Contains("composite", StringComparison.Ordinal)).Sum(request => request.ApiCalls);

    public JToken LastBody => JToken.Parse(Org.Requests.Last(request => request.Path.Contains("composite", StringComparison.Ordinal)).Body);

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Org.DisposeAsync();
    }

    private static SalesforceModel BuildModel()
    {
        ModelBuilder builder = new();
        builder.Entity<Account>();
        builder.Entity<Invoice>();
        builder.Entity<Lock>();
        return builder.Build();
    }
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
