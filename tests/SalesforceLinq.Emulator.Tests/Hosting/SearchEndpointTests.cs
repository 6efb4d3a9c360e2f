using System.Text.Json;

namespace SalesforceLinq.Emulator.Tests.Hosting;

public sealed class SearchEndpointTests(OrgFixture fixture) : IClassFixture<OrgFixture>
{
    private readonly OrgClient _client = fixture.Client;

    [Fact]
    public async Task Search_answers_the_records_in_an_envelope()
    {
        string id = await _client.CreateAsync("Account", """{"Name":"Zephyrine Works"}""");
        (await SearchAsync("FIND {zephyrine} IN NAME FIELDS RETURNING Account(Id, Name)")).GetRawText().Should().Be(
            $$"""{"searchRecords":[{"attributes":{"type":"Account","url":"/services/data/v66.0/sobjects/Account/{{id}}"},"Id":"{{id}}","Name":"Zephyrine Works"}]}""");
        (await SearchAsync("FIND {nobodyhasthisword}")).GetRawText().Should().Be("""{"searchRecords":[]}""");
    }

    [Fact]
    public async Task Search_follows_creates_updates_and_deletes()
    {
        string id = await _client.CreateAsync("Contact", """{"LastName":"Quillfeather"}""");
        (await CountAsync("FIND {quillfeather} RETURNING Contact")).Should().Be(1);
        await _client.SendAsync("PATCH", $"/sobjects/Contact/{id}", """{"LastName":"Inkwell-Quill"}""");
        (await CountAsync("FIND {quillfeather} RETURNING Contact")).Should().Be(0);
        (await CountAsync("FIND {inkwell\\-quill} RETURNING Contact")).Should().Be(1);
        await _client.SendAsync("DELETE", $"/sobjects/Contact/{id}");
        (await CountAsync("FIND {inkwell\\-quill} RETURNING Contact")).Should().Be(0);
    }

    [Fact]
    public async Task Version_36_answers_a_bare_array()
    {
        await _client.CreateAsync("Account", """{"Name":"Barearray Ltd"}""");
        JsonElement answer = (await _client.SendAsync("GET", "/services/data/v36.0/search/?q=" + Uri.EscapeDataString("FIND {barearray}"))).Body;
        answer.ValueKind.Should().Be(JsonValueKind.Array);
        answer[0].GetProperty("attributes").GetProperty("url").GetString().Should().StartWith("/services/data/v36.0/sobjects/Account/001");
    }

    [Theory]
    [InlineData("FIND Acme")]
    [InlineData("SELECT Id FROM Account")]
    [InlineData("FIND {acme} WITH DIVISION = 'x'")]
    public async Task Search_that_is_none_is_refused(string sosl)
    {
        (int status, JsonElement body, _) = await _client.SendAsync("GET", "/search?q=" + Uri.EscapeDataString(sosl));
        status.Should().Be(400);
        body[0].GetProperty("errorCode").GetString().Should().Be("MALFORMED_SEARCH");
    }

    [Fact]
    public async Task Search_answers_the_products_of_one_price_book()
    {
        string book = await _client.CreateAsync("Pricebook2", """{"Name":"Sosl book"}""");
        string sold = await _client.CreateAsync("Product2", """{"Name":"Soslproduct one","ProductCode":"s"}""");
        await _client.CreateAsync("Product2", """{"Name":"Soslproduct two","ProductCode":"s"}""");
        await _client.CreateAsync("PricebookEntry", $$"""{"Pricebook2Id":"{{book}}","Product2Id":"{{sold}}","UnitPrice":1}""");
        (await CountAsync("FIND {soslproduct} RETURNING Product2(Id)")).Should().Be(2);
        foreach (string rest in (string[])["", "(Id)", "(Id WHERE ProductCode = 's' OR Name = 'x')", "(Id WHERE ProductCode = 's' ORDER BY Name LIMIT 5)", "(Id ORDER BY Name)"])
            (await CountAsync($"FIND {{soslproduct}} RETURNING Product2{rest}, Account WITH PricebookId = '{book}' LIMIT 9")).Should().Be(1);
    }

    [Theory]
    [InlineData("HIGHLIGHT")]
    [InlineData("SNIPPET (target_length=120)")]
    [InlineData("METADATA = 'LABELS'")]
    [InlineData("NETWORK = '0DB000000000001'")]
    [InlineData("DATA CATEGORY Area__c AT Europe__c")]
    [InlineData("PricebookId = 'it''s'")]
    [InlineData("PricebookId = '")]
    public async Task Search_with_what_the_org_lacks_is_refused(string clause)
    {
        (int status, JsonElement body, _) = await _client.SendAsync("GET", "/search?q=" + Uri.EscapeDataString($"FIND {{acme}} RETURNING Product2 WITH {clause}"));
        (status, body[0].GetProperty("errorCode").GetString()).Should().Be((400, "MALFORMED_SEARCH"));
    }

    [Fact]
    public async Task Search_by_parameters_in_the_url_takes_several_objects_with_fields_of_their_own()
    {
        await _client.CreateAsync("Account", """{"Name":"Paramount Tools","Phone":"123"}""");
        await _client.CreateAsync("Contact", """{"LastName":"Paramount","FirstName":"Pia"}""");
        JsonElement found = (await _client.GetAsync(
            "/parameterizedSearch?q=paramount&sobject=Account&sobject=Contact&fields=Id&Account.fields=Name,Phone&Account.limit=5")).GetProperty("searchRecords");
        Members(found[0]).Should().Equal("attributes", "Name", "Phone");
        Members(found[1]).Should().Equal("attributes", "Id");
    }

    [Fact]
    public async Task Search_by_parameters_in_the_body_filters_orders_and_limits()
    {
        foreach (string name in (string[])["Bodykey Alpha", "Bodykey Beta", "Bodykey Gamma"])
            await _client.CreateAsync("Account", $$"""{"Name":"{{name}}","Site":"x"}""");
        JsonElement found = (await _client.SendAsync("POST", "/parameterizedSearch",
            """{"q":"bodykey","in":"NAME","overallLimit":10,"defaultLimit":1,"sobjects":[{"name":"Account","fields":["Name"],"where":"Site = 'x' AND Name != 'Bodykey Gamma'","orderBy":"Name DESC"}]}""")).Body;
        found.GetProperty("searchRecords").EnumerateArray().Select(record => record.GetProperty("Name").GetString()).Should().Equal("Bodykey Beta");
    }

    [Theory]
    [InlineData("{}", "MALFORMED_SEARCH")]
    [InlineData("""{"q":"acme","fields":["Id"]}""", "MALFORMED_SEARCH")]
    [InlineData("""{"q":"acme","overallLimit":2001}""", "NUMBER_OUTSIDE_VALID_RANGE")]
    [InlineData("""{"q":"acme","sobjects":[{"name":"Nope"}]}""", "INVALID_TYPE")]
    [InlineData("""{"q":"acme","sobjects":[{"name":"Account","fields":["Id FROM Account"]}]}""", "MALFORMED_SEARCH")]
    [InlineData("""{"q":"acme","sobjects":[{"fields":["Id"]}]}""", "JSON_PARSER_ERROR")]
    [InlineData("""{"q":"acme","metadata":"LABELS"}""", "MALFORMED_SEARCH")]
    [InlineData("[]", "JSON_PARSER_ERROR")]
    public async Task Parameters_that_are_no_search_are_refused(string json, string code)
    {
        (int status, JsonElement body, _) = await _client.SendAsync("POST", "/parameterizedSearch", json);
        status.Should().Be(400);
        body[0].GetProperty("errorCode").GetString().Should().Be(code);
    }

    private async Task<JsonElement> SearchAsync(string sosl) => await _client.GetAsync("/search?q=" + Uri.EscapeDataString(sosl));

    private async Task<int> CountAsync(string sosl) => (await SearchAsync(sosl)).GetProperty("searchRecords").GetArrayLength();

    private static IEnumerable<string> Members(JsonElement json) => json.EnumerateObject().Select(member => member.Name);
}
