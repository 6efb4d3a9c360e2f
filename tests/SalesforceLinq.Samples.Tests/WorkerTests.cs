using Newtonsoft.Json.Linq;
using SalesforceLinq.Emulator;
using SalesforceLinq.Http;

namespace SalesforceLinq.Samples.Tests;

public sealed class WorkerTests : IAsyncLifetime
{
    private readonly string _catalog = Path.GetTempFileName();
    private EmulatedOrg _org = null!;
    private SalesforceClient _client = null!;

    public async Task InitializeAsync()
    {
        _org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None });
        _client = new SalesforceClient(new AccessTokenCredential(_org.Url, _org.AccessToken));
    }

    [Fact]
    public async Task Worker_creates_changes_and_deactivates_until_the_org_is_what_the_catalog_says()
    {
        await File.WriteAllTextAsync(_catalog, "unit;name;family\nA;Alpha;Letters\nB;Beta;\n");
        (await RunAsync()).Should().Contain("2 created, 0 changed, 0 taken out of sale");

        await File.WriteAllTextAsync(_catalog, "unit;name;family\nA;Alpha the first;Letters\nC;Gamma;Letters\n");
        _org.Requests.Clear();
        (await RunAsync()).Should().Contain("1 created, 1 changed, 1 taken out of sale");
        _org.Requests.Count(request => request.Path.Contains("/composite", StringComparison.Ordinal)).Should().Be(1, "creates and updates go in one call");

        List<JObject> products = await _client.QueryAsync("SELECT StockKeepingUnit, Name, IsActive FROM Product2 ORDER BY StockKeepingUnit").ToListAsync();
        products.Select(product => $"{product["StockKeepingUnit"]} {product["Name"]} {product["IsActive"]}").Should().Equal("A Alpha the first True", "B Beta False", "C Gamma True");

        _org.Requests.Clear();
        (await RunAsync()).Should().Contain("0 created, 0 changed, 0 taken out of sale");
        _org.Requests.Should().NotContain(request => request.Path.Contains("/composite", StringComparison.Ordinal), "nothing has changed");
    }

    [Fact]
    public async Task Catalog_that_cannot_be_read_changes_nothing_and_says_where()
    {
        await File.WriteAllTextAsync(_catalog, "unit;name;family\nA;Alpha\nA;Again\n");
        await using SampleProgram program = Start();
        (await program.ExitAsync()).Should().Be(1);
        program.Output.Should().Contain("(3): the unit 'A' stands there twice");
        (await _client.QueryPageAsync("SELECT COUNT() FROM Product2")).TotalSize.Should().Be(0);
    }

    public async Task DisposeAsync()
    {
        File.Delete(_catalog);
        await _client.DisposeAsync();
        await _org.DisposeAsync();
    }

    private async Task<string> RunAsync()
    {
        await using SampleProgram program = Start();
        (await program.ExitAsync()).Should().Be(0, program.Output);
        return program.Output;
    }

    private SampleProgram Start() => SampleProgram.Start("Worker", new Dictionary<string, string>
    {
        ["Salesforce__InstanceUrl"] = _org.Url.ToString(),
        ["Salesforce__ClientId"] = _org.ClientId,
        ["Salesforce__ClientSecret"] = _org.ClientSecret,
        ["Sync__Once"] = "true",
        ["Sync__CatalogFile"] = _catalog,
    });
}
