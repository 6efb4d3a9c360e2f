namespace SalesforceLinq.Emulator.Tests.Hosting;

/// <summary>One org for the tests of a class; each makes records of its own.</summary>
public sealed class OrgFixture : IAsyncLifetime
{
    public EmulatedOrg Org { get; private set; } = null!;

    public OrgClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions
        {
            Schema = OrgSchema.Standard()
                .WithObject("Account", o => o.Text("Key__c", 40, externalId: true, unique: true).Text("Group__c", 40, externalId: true))
                .WithObject("Invoice__c", o => o.AutoNumberName("INV-{0000}").Lookup("Account__c", "Account").Currency("Amount__c").Picklist("Status__c", ["Open", "Paid"])),
        });
        Client = new OrgClient(Org);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Org.DisposeAsync();
    }
}
