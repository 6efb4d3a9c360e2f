using SalesforceLinq.Emulator;

namespace SalesforceLinq.Tests.Registration;

/// <summary>A context as a program has it, and an org to register it for.</summary>
public sealed class ShopContext(SalesforceContextOptions<ShopContext> options) : SalesforceContext(options)
{
    public SObjectSet<ShopAccount> Accounts => Set<ShopAccount>();
}

[SObject("Account")]
public sealed class ShopAccount
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public double? AnnualRevenue { get; set; }
}

/// <summary>An emulated org, shared by the tests of a class.</summary>
public sealed class ShopOrg : IAsyncLifetime
{
    public EmulatedOrg Org { get; private set; } = null!;

    public async Task InitializeAsync() =>
        Org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = new SampleData { Accounts = 10, Contacts = 0, Opportunities = 0, Leads = 0, Cases = 0, Tasks = 0 } });

    public async Task DisposeAsync() => await Org.DisposeAsync();
}
