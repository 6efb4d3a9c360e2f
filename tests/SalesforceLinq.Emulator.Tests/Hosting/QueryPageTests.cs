using System.IO.Compression;
using System.Text.Json;

namespace SalesforceLinq.Emulator.Tests.Hosting;

public sealed class QueryPageTests(OrgFixture fixture) : IClassFixture<OrgFixture>
{
    private readonly OrgClient _client = fixture.Client;

    [Fact]
    public async Task Pages_deliver_every_contact_once()
    {
        HashSet<string> ids = [];
        JsonElement page = await _client.QueryAsync("SELECT Id, Name FROM Contact ORDER BY Id");
        int total = page.GetProperty("totalSize").GetInt32();
        total.Should().BeGreaterThan(5000);
        page.GetProperty("records").GetArrayLength().Should().Be(2000);
        while (true)
        {
            foreach (JsonElement record in page.GetProperty("records").EnumerateArray())
                ids.Add(record.GetProperty("Id").GetString()!).Should().BeTrue();
            if (page.GetProperty("done").GetBoolean())
                break;
            string next = page.GetProperty("nextRecordsUrl").GetString()!;
            next.Should().MatchRegex(@"^/services/data/v66\.0/query/[A-Za-z0-9]{18}-\d+$");
            page = await _client.GetAsync(next);
        }
        ids.Should().HaveCount(total);
    }

    [Fact]
    public async Task Batch_size_is_honoured()
    {
        JsonElement page = (await _client.SendAsync("GET", "/query/?q=SELECT+Id+FROM+Contact", null, ("Sforce-Query-Options", "batchSize=200"))).Body;
        page.GetProperty("records").GetArrayLength().Should().Be(200);
    }

    [Fact]
    public async Task Sample_data_is_rich_enough_for_real_queries()
    {
        (await _client.QueryAsync("SELECT COUNT() FROM Account")).GetProperty("totalSize").GetInt32().Should().BeGreaterThanOrEqualTo(200);
        (await _client.QueryAsync("SELECT COUNT() FROM Opportunity WHERE IsWon = true")).GetProperty("totalSize").GetInt32().Should().BePositive();
        JsonElement row = (await _client.QueryAsync("SELECT Name, Account.Name, Account.Owner.Username FROM Contact WHERE Account.Name != null LIMIT 1")).GetProperty("records")[0];
        row.GetProperty("Account").GetProperty("Owner").GetProperty("Username").GetString().Should().EndWith("@example.com");
        (await _client.QueryAsync("SELECT Id, (SELECT Id FROM Contacts) FROM Account WHERE Id IN (SELECT AccountId FROM Contact) LIMIT 1"))
            .GetProperty("records")[0].GetProperty("Contacts").GetProperty("totalSize").GetInt32().Should().BePositive();
    }

    [Fact]
    public async Task Answer_is_compressed_where_the_client_can_read_it()
    {
        (int status, _, HttpResponseMessage response) = await _client.SendAsync("GET", "/sobjects", null, ("Accept-Encoding", "gzip"));
        status.Should().Be(200);
        response.Content.Headers.ContentEncoding.Should().Equal("gzip");
        await using GZipStream gzip = new(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        JsonDocument.Parse(gzip).RootElement.GetProperty("maxBatchSize").GetInt32().Should().Be(200);
    }

    [Fact]
    public async Task Describe_has_the_members_of_a_real_one()
    {
        JsonElement describe = await _client.GetAsync("/sobjects/contact/describe");
        describe.GetProperty("keyPrefix").GetString().Should().Be("003");
        JsonElement email = describe.GetProperty("fields").EnumerateArray().Single(field => field.GetProperty("name").GetString() == "Email");
        email.EnumerateObject().Count().Should().Be(57);
        email.EnumerateObject().Select(member => member.Name).Should().BeInAscendingOrder(StringComparer.Ordinal);
    }
}
