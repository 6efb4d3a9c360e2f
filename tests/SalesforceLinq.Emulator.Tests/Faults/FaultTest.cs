using SalesforceLinq.Emulator.Tests.Hosting;

namespace SalesforceLinq.Emulator.Tests.Faults;

/// <summary>An empty org of its own for each test, and a client that sees what is answered as it is.</summary>
public abstract class FaultTest : IAsyncLifetime
{
    protected EmulatedOrg Org { get; private set; } = null!;

    protected OrgClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None });
        Client = new OrgClient(Org);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Org.DisposeAsync();
    }

    protected async Task<int> StatusAsync(string method, string path, string? json = null) => (await Client.SendAsync(method, path, json)).Status;

    protected async Task<int> CountAsync(string objectName = "Account") =>
        (await Client.QueryAsync($"SELECT COUNT() FROM {objectName}")).GetProperty("totalSize").GetInt32();
}
