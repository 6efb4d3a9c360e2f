using SalesforceLinq.Emulator;

namespace SalesforceLinq.Cli.Tests.Running;

/// <summary>One emulated org for all tests that only read.</summary>
public sealed class ToolOrg : IAsyncLifetime
{
    public EmulatedOrg Org { get; private set; } = null!;

    public string Url => Org.Url.ToString();

    public async Task InitializeAsync() => Org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions
    {
        Schema = OrgSchema.Standard().WithObject("Invoice__c", invoice => invoice
            .Labels("Invoice", "Invoices").Text("Number__c", 40, externalId: true, unique: true).Currency("Total__c").Lookup("Account__c", "Account", "Invoices")),
    });

    public async Task DisposeAsync() => await Org.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class ToolOrgCollection : ICollectionFixture<ToolOrg>
{
    public const string Name = "one org";
}
