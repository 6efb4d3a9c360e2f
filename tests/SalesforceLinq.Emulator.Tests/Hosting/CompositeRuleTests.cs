using System.Text.Json;

namespace SalesforceLinq.Emulator.Tests.Hosting;

/// <summary>What composite, graph, batch and tree requests may hold, and what they may not.</summary>
public sealed class CompositeRuleTests(OrgFixture fixture) : IClassFixture<OrgFixture>
{
    private const string Root = OrgClient.Root;

    private readonly OrgClient _client = fixture.Client;

    [Fact]
    public async Task Reference_reaches_into_lists_in_url_and_body()
    {
        string name = "Ref " + Guid.NewGuid().ToString("N");
        JsonElement parts = await CompositeAsync(
            Sub("POST", "/sobjects/Account", "a", $$"""{"Name":"{{name}}"}"""),
            Sub("GET", $"/query?q=SELECT+Id,Owner.Name+FROM+Account+WHERE+Name='{name}'", "q"),
            Sub("PATCH", "/sobjects/Account/@{q.records[0].Id}", "u", """{"Site":"@{q.records[0].Owner.Name}!"}"""),
            Sub("GET", "/sobjects/Account/@{a.id}?fields=Site", "r"));
        parts.EnumerateArray().Select(part => part.GetProperty("httpStatusCode").GetInt32()).Should().Equal(201, 200, 204, 200);
        parts[3].GetProperty("body").GetProperty("Site").GetString().Should().EndWith("!").And.NotBe("!");
    }

    [Fact]
    public async Task Reference_to_nothing_halts_what_needs_it_and_null_passes_from_version_52_on()
    {
        string[] requests = [Sub("POST", "/sobjects/Account", "a", """{"Name":"Null ref"}"""), Sub("GET", "/sobjects/Account/@{a.id}?fields=Site", "s"), Sub("PATCH", "/sobjects/Account/@{a.id}", "u", """{"Site":"@{s.Site}"}""")];
        (await CompositeAsync(requests))[2].GetProperty("httpStatusCode").GetInt32().Should().Be(204);
        JsonElement old = (await _client.SendAsync("POST", "/services/data/v51.0/composite", $$"""{"compositeRequest":[{{string.Join(',', requests)}}]}""")).Body.GetProperty("compositeResponse");
        old[2].GetProperty("body")[0].GetProperty("errorCode").GetString().Should().Be("PROCESSING_HALTED");
        JsonElement missing = await CompositeAsync(Sub("GET", "/sobjects/Account/@{nobody.id}", "x"));
        missing[0].GetProperty("body")[0].GetProperty("message").GetString().Should().StartWith("Invalid reference specified. No value for nobody.id found in nobody");
    }

    [Theory]
    [InlineData("a-b", "v66.0", 400)]
    [InlineData("a-b", "v51.0", 200)]
    [InlineData("a.b", "v51.0", 400)]
    public async Task Reference_id_is_made_of_what_its_version_allows(string reference, string version, int status) =>
        (await _client.SendAsync("POST", $"/services/data/{version}/composite", $$"""{"compositeRequest":[{"method":"GET","url":"{{Root}}/limits","referenceId":"{{reference}}"}]}""")).Status.Should().Be(status);

    [Theory]
    [InlineData("/composite")]
    [InlineData("/composite/batch")]
    [InlineData("/Composite/Graph")]
    [InlineData("/jobs/ingest")]
    [InlineData("/Jobs/query")]
    public async Task Subrequest_is_not_itself_made_of_requests_nor_a_bulk_job(string path)
    {
        JsonElement answer = (await _client.SendAsync("POST", "/composite", $$"""{"allOrNone":true,"compositeRequest":[{{Sub("POST", path, "a", """{"operation":"query","query":"SELECT Id FROM Account"}""")}}]}""")).Body;
        answer.GetProperty("compositeResponse")[0].GetProperty("body")[0].GetProperty("errorCode").GetString().Should().Be("INVALID_INPUT");
    }

    [Fact]
    public async Task Twenty_six_subrequests_or_six_queries_are_too_many()
    {
        string[] limits = [.. Enumerable.Range(0, 26).Select(number => Sub("GET", "/limits", "r" + number))];
        string[] queries = [.. Enumerable.Range(0, 6).Select(number => Sub("GET", "/query?q=SELECT+Id+FROM+Account", "q" + number))];
        foreach (string[] requests in (string[][])[limits, queries])
            (await _client.SendAsync("POST", "/composite", $$"""{"compositeRequest":[{{string.Join(',', requests)}}]}""")).Body[0].GetProperty("errorCode").GetString().Should().Be("LIMIT_EXCEEDED");
    }

    [Fact]
    public async Task Graph_holds_records_alone_and_is_not_too_deep_nor_too_varied()
    {
        (await GraphCodeAsync(Sub("GET", "/query?q=SELECT+Id+FROM+Account", "q"))).Should().Be("INVALID_INPUT");
        (await GraphCodeAsync(Sub("GET", "/sobjects/Account/describe", "d"))).Should().Be("INVALID_INPUT");
        string[] chain = [.. Enumerable.Range(0, 16).Select(level => Sub("POST", "/sobjects/Account", "n" + level, level == 0 ? """{"Name":"n"}""" : $$"""{"Name":"n","ParentId":"@{n{{level - 1}}.id}"}"""))];
        (await GraphCodeAsync(chain)).Should().Be("INVALID_INPUT");
        (await GraphCodeAsync(chain[..15])).Should().BeNull();
        string[] objects = ["Account", "Contact", "Lead", "Opportunity", "Case", "Task", "Event", "Campaign", "Product2", "Order", "Contract", "Asset", "Note", "Attachment", "Pricebook2", "Quote"];
        (await GraphCodeAsync([.. objects.Select((name, index) => Sub("POST", "/sobjects/" + name, "k" + index, "{}"))])).Should().Be("INVALID_INPUT");
        JsonElement twice = (await _client.SendAsync("POST", "/composite/graph", $$"""{"graphs":[{{Graph("g", chain[0])}},{{Graph("g", chain[0])}}]}""")).Body;
        twice[0].GetProperty("errorCode").GetString().Should().Be("INVALID_INPUT");
    }

    [Fact]
    public async Task Batch_counts_each_of_its_requests_and_keeps_to_its_version()
    {
        (_, JsonElement before, _) = await _client.SendAsync("GET", "/limits");
        JsonElement batch = (await _client.SendAsync("POST", "/services/data/v60.0/composite/batch", """{"batchRequests":[{"method":"GET","url":"v60.0/limits"},{"method":"GET","url":"v66.0/limits"},{"method":"GET","url":"v34.0/limits"}]}""")).Body;
        batch.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("statusCode").GetInt32()).Should().Equal(200, 400, 200);
        (_, JsonElement after, _) = await _client.SendAsync("GET", "/limits");
        int Left(JsonElement limits) => limits.GetProperty("DailyApiRequests").GetProperty("Remaining").GetInt32();
        (Left(before) - Left(after)).Should().Be(4);
    }

    [Theory]
    [InlineData("""{"attributes":{"type":"Account"},"Name":"t"}""", "Include a reference ID for each record in the request.")]
    [InlineData("""{"attributes":{"type":"Account","referenceId":"r"},"Name":"t"},{"attributes":{"type":"Account","referenceId":"r"},"Name":"t"}""", "Duplicate ReferenceId provided in the request.")]
    public async Task Tree_names_each_record_once(string records, string message)
    {
        (int status, JsonElement body, _) = await _client.SendAsync("POST", "/composite/tree/Account", $$"""{"records":[{{records}}]}""");
        status.Should().Be(400);
        body.GetProperty("results")[0].GetProperty("errors")[0].GetProperty("message").GetString().Should().Be(message);
    }

    private static string Sub(string method, string path, string reference, string? body = null) =>
        $$"""{"method":"{{method}}","url":"{{Root}}{{path}}","referenceId":"{{reference}}"{{(body is null ? "" : ",\"body\":" + body)}} }""";

    private static string Graph(string id, params string[] nodes) => $$"""{"graphId":"{{id}}","compositeRequest":[{{string.Join(',', nodes)}}]}""";

    private async Task<JsonElement> CompositeAsync(params string[] requests) =>
        (await _client.SendAsync("POST", "/composite", $$"""{"compositeRequest":[{{string.Join(',', requests)}}]}""")).Body.GetProperty("compositeResponse");

    private async Task<string?> GraphCodeAsync(params string[] nodes)
    {
        JsonElement body = (await _client.SendAsync("POST", "/composite/graph", $$"""{"graphs":[{{Graph("g", nodes)}}]}""")).Body;
        return body.ValueKind == JsonValueKind.Array ? body[0].GetProperty("errorCode").GetString() : null;
    }
}
