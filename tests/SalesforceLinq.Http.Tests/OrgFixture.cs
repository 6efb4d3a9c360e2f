using SalesforceLinq.Emulator;

namespace SalesforceLinq.Http.Tests;

/// <summary>An emulated org with few records and one custom object, shared by the tests of a class.</summary>
public sealed class OrgFixture : IAsyncLifetime
{
    public EmulatedOrg Org { get; private set; } = null!;

    public async Task InitializeAsync() => Org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions
    {
        Schema = OrgSchema.Standard().WithObject("Invoice__c", invoice => invoice
            .Text("Key__c", 100, externalId: true)
            .Text("Group__c", 40, externalId: true)
            .Text("Note__c")
            .Number("Amount__c", 16, 2)
            .Lookup("Previous__c", "Invoice__c")
            .DateTime("Sent__c")
            .Date("Due__c")),
        SampleData = new SampleData { Accounts = 20, Contacts = 2_300, Opportunities = 10, Leads = 5, Cases = 5, Tasks = 5 },
    });

    public async Task DisposeAsync() => await Org.DisposeAsync();

    public SalesforceClient Client(SalesforceClientOptions? options = null) =>
        new(new ClientCredentialsCredential(Org.Url, Org.ClientId, Org.ClientSecret), options ?? Patient);

    /// <summary>Retries without waiting.</summary>
    public static SalesforceClientOptions Patient => new() { Retry = new RetryOptions { FirstDelay = TimeSpan.FromMilliseconds(1) } };
}

/// <summary>A test with a fresh log, no faults, and a client of the shared org.</summary>
public abstract class OrgTest : IClassFixture<OrgFixture>, IAsyncLifetime
{
    private readonly OrgFixture _fixture;

    protected OrgTest(OrgFixture fixture)
    {
        _fixture = fixture;
        Client = fixture.Client();
    }

    protected EmulatedOrg Org => _fixture.Org;

    protected SalesforceClient Client { get; }

    protected SalesforceClient NewClient(SalesforceClientOptions? options = null) => _fixture.Client(options);

    public Task InitializeAsync()
    {
        Org.Faults.Clear();
        Org.Requests.Clear();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await Client.DisposeAsync();

    protected static string UniqueText() => Guid.NewGuid().ToString("N");
}
