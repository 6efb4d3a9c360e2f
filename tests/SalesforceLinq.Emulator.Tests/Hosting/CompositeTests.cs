using System.Text.Json;

namespace SalesforceLinq.Emulator.Tests.Hosting;

public sealed class CompositeTests(OrgFixture fixture) : IClassFixture<OrgFixture>
{
    private const string RolledBack = """{"success":false,"errors":[{"statusCode":"ALL_OR_NONE_OPERATION_ROLLED_BACK","message":"Record rolled back because not all records were valid and the request was using AllOrNone header","fields":[]}]}""";

    private readonly OrgClient _client = fixture.Client;

    [Fact]
    public async Task Collection_saves_what_it_can_unless_all_or_none_is_wanted()
    {
        const string Records = """ "records":[{"attributes":{"type":"Account"},"Name":"Coll A"},{"attributes":{"type":"Account"}}]""";
        JsonElement some = (await _client.SendAsync("POST", "/composite/sobjects", $$"""{"allOrNone":false,{{Records}}}""")).Body;
        some[0].GetProperty("success").GetBoolean().Should().BeTrue();
        some[1].GetRawText().Should().Be("""{"success":false,"errors":[{"statusCode":"REQUIRED_FIELD_MISSING","message":"Required fields are missing: [Name]","fields":["Name"]}]}""");
        JsonElement none = (await _client.SendAsync("POST", "/composite/sobjects", $$"""{"allOrNone":true,{{Records}}}""")).Body;
        none[0].GetRawText().Should().Be(RolledBack);
        (await Count("Account", "Name = 'Coll A'")).Should().Be(1);
    }

    [Fact]
    public async Task Collection_updates_upserts_retrieves_and_deletes()
    {
        string id = await _client.CreateAsync("Account", """{"Name":"Before","Key__c":"coll-1"}""");
        (await _client.SendAsync("PATCH", "/composite/sobjects", $$"""{"records":[{"attributes":{"type":"Account"},"id":"{{id}}","Name":"After"},{"attributes":{"type":"Account"},"Name":"x"}]}"""))
            .Body.GetRawText().Should().Be($$"""[{"id":"{{id}}","success":true,"errors":[]},{"success":false,"errors":[{"statusCode":"MISSING_ARGUMENT","message":"Id not specified in an update call","fields":[]}]}]""");
        JsonElement upserted = (await _client.SendAsync("PATCH", "/composite/sobjects/Account/Key__c",
            """{"records":[{"attributes":{"type":"Account"},"Key__c":"coll-1","Name":"Again"},{"attributes":{"type":"Account"},"Key__c":"coll-2","Name":"New"}]}""")).Body;
        upserted.EnumerateArray().Select(result => result.GetProperty("created").GetBoolean()).Should().Equal(false, true);
        JsonElement rows = (await _client.SendAsync("POST", "/composite/sobjects/Account", $$"""{"ids":["{{id}}","001000000000000AAA"],"fields":["Name"]}""")).Body;
        rows[0].GetProperty("Name").GetString().Should().Be("Again");
        rows[1].ValueKind.Should().Be(JsonValueKind.Null);
        (await _client.SendAsync("DELETE", $"/composite/sobjects?ids={id}&allOrNone=true")).Body[0].GetProperty("success").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task Empty_and_overfull_collections_are_refused()
    {
        (await _client.SendAsync("POST", "/composite/sobjects", """{"records":[]}""")).Body.GetRawText()
            .Should().Be("""[{"message":"At least 1 record is required","errorCode":"REQUIRED_FIELD_MISSING"}]""");
        string many = string.Join(',', Enumerable.Repeat("""{"attributes":{"type":"Account"},"Name":"x"}""", 201));
        (await _client.SendAsync("POST", "/composite/sobjects", $$"""{"records":[{{many}}]}""")).Status.Should().Be(400);
        string mixed = string.Join(',', Enumerable.Range(0, 11).Select(i => $$"""{"attributes":{"type":"{{(i % 2 == 0 ? "Account" : "Contact")}}"},"Name":"x"}"""));
        (await _client.SendAsync("POST", "/composite/sobjects", $$"""{"records":[{{mixed}}]}""")).Status.Should().Be(400);
    }

    [Fact]
    public async Task Composite_links_a_parent_and_its_children_by_reference()
    {
        JsonElement response = (await _client.SendAsync("POST", "/composite", """
            {"allOrNone":true,"compositeRequest":[
            {"method":"POST","url":"/services/data/v66.0/sobjects/Account","referenceId":"a","body":{"Name":"Linked"}},
            {"method":"POST","url":"/services/data/v66.0/composite/sobjects","referenceId":"c","body":{"records":[{"attributes":{"type":"Contact"},"LastName":"One","AccountId":"@{a.id}"}]}},
            {"method":"GET","url":"/services/data/v66.0/query?q=SELECT+Id,AccountId+FROM+Contact+WHERE+Id='@{c[0].id}'","referenceId":"q"}]}
            """)).Body.GetProperty("compositeResponse");
        response[0].GetProperty("httpStatusCode").GetInt32().Should().Be(201);
        response[0].EnumerateObject().Select(member => member.Name).Should().Equal("body", "httpHeaders", "httpStatusCode", "referenceId");
        response[2].GetProperty("body").GetProperty("records")[0].GetProperty("AccountId").GetString()
            .Should().Be(response[0].GetProperty("body").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Composite_all_or_none_undoes_everything_when_one_part_fails()
    {
        JsonElement response = (await _client.SendAsync("POST", "/composite", """
            {"allOrNone":true,"compositeRequest":[
            {"method":"POST","url":"/services/data/v66.0/sobjects/Account","referenceId":"a","body":{"Name":"Undone"}},
            {"method":"POST","url":"/services/data/v66.0/sobjects/Contact","referenceId":"b","body":{"FirstName":"No last name"}}]}
            """)).Body.GetProperty("compositeResponse");
        response[0].GetProperty("body")[0].GetProperty("errorCode").GetString().Should().Be("PROCESSING_HALTED");
        response[1].GetProperty("body")[0].GetProperty("errorCode").GetString().Should().Be("REQUIRED_FIELD_MISSING");
        (await Count("Account", "Name = 'Undone'")).Should().Be(0);
    }

    [Fact]
    public async Task Composite_without_it_keeps_what_went_well_and_halts_what_depends_on_the_rest()
    {
        JsonElement response = (await _client.SendAsync("POST", "/composite", """
            {"compositeRequest":[
            {"method":"POST","url":"/services/data/v66.0/sobjects/Account","referenceId":"a","body":{}},
            {"method":"POST","url":"/services/data/v66.0/sobjects/Contact","referenceId":"b","body":{"LastName":"x","AccountId":"@{a.id}"}},
            {"method":"GET","url":"/services/data/v66.0/sobjects/Foo","referenceId":"c"}]}
            """)).Body.GetProperty("compositeResponse");
        response[1].GetProperty("body").GetRawText().Should().Contain("PROCESSING_HALTED").And.Contain("Invalid reference specified. No value for a.id found in a");
        response[2].GetRawText().Should().Be("""{"body":[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}],"httpHeaders":{},"httpStatusCode":404,"referenceId":"c"}""");
    }

    [Fact]
    public async Task Graphs_succeed_and_fail_one_by_one()
    {
        JsonElement graphs = (await _client.SendAsync("POST", "/composite/graph", """
            {"graphs":[{"graphId":"good","compositeRequest":[{"method":"POST","url":"/services/data/v66.0/sobjects/Account","referenceId":"a","body":{"Name":"Graph"}}]},
            {"graphId":"bad","compositeRequest":[{"method":"POST","url":"/services/data/v66.0/sobjects/Account","referenceId":"a","body":{}}]}]}
            """)).Body.GetProperty("graphs");
        graphs.EnumerateArray().Select(graph => graph.GetProperty("isSuccessful").GetBoolean()).Should().Equal(true, false);
    }

    [Fact]
    public async Task Batch_answers_each_request_on_its_own()
    {
        JsonElement batch = (await _client.SendAsync("POST", "/composite/batch", """
            {"haltOnError":true,"batchRequests":[{"method":"GET","url":"v66.0/limits"},{"method":"GET","url":"v66.0/nothing"},{"method":"GET","url":"v66.0/limits"}]}
            """)).Body;
        batch.GetProperty("hasErrors").GetBoolean().Should().BeTrue();
        batch.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("statusCode").GetInt32()).Should().Equal(200, 404, 412);
    }

    [Fact]
    public async Task Tree_creates_parents_and_children_and_lists_roots_first()
    {
        (int status, JsonElement body, _) = await _client.SendAsync("POST", "/composite/tree/Account", """
            {"records":[{"attributes":{"type":"Account","referenceId":"r1"},"Name":"Tree","Contacts":{"records":[{"attributes":{"type":"Contact","referenceId":"r2"},"LastName":"Leaf"}]}},
            {"attributes":{"type":"Account","referenceId":"r3"},"Name":"Bush"}]}
            """);
        status.Should().Be(201);
        body.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("referenceId").GetString()).Should().Equal("r1", "r3", "r2");
        (await Count("Contact", "LastName = 'Leaf' AND Account.Name = 'Tree'")).Should().Be(1);
    }

    [Fact]
    public async Task Sixteen_writers_at_once_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async writer =>
        {
            for (int record = 0; record < 20; record++)
                await _client.CreateAsync("Account", $$"""{"Name":"Writer {{writer}}-{{record}}","Site":"sixteen"}""");
        }));
        (await Count("Account", "Site = 'sixteen'")).Should().Be(320);
    }

    private async Task<int> Count(string objectName, string where) =>
        (await _client.QueryAsync($"SELECT COUNT() FROM {objectName} WHERE {where}")).GetProperty("totalSize").GetInt32();
}
