using System.Text.Json;

namespace SalesforceLinq.Emulator.Tests.Hosting;

public sealed class RecordTests(OrgFixture fixture) : IClassFixture<OrgFixture>
{
    private readonly OrgClient _client = fixture.Client;

    [Fact]
    public async Task Created_record_is_read_back_with_all_its_fields()
    {
        (int status, JsonElement body, HttpResponseMessage response) = await _client.SendAsync("POST", "/sobjects/Account", """{"Name":"Acme","NumberOfEmployees":5,"AnnualRevenue":300}""");
        status.Should().Be(201);
        string id = body.GetProperty("id").GetString()!;
        body.GetRawText().Should().Be($$"""{"id":"{{id}}","success":true,"errors":[]}""");
        id.Should().HaveLength(18).And.StartWith("001");
        response.Headers.GetValues("Location").Should().Equal($"/services/data/v66.0/sobjects/Account/{id}");
        response.Headers.GetValues("Sforce-Limit-Info").Single().Should().MatchRegex(@"^api-usage=\d+/100000$");

        JsonElement account = await _client.GetAsync("/sobjects/account/" + id[..15]);
        account.GetProperty("attributes").GetProperty("type").GetString().Should().Be("Account");
        account.GetProperty("Name").GetString().Should().Be("Acme");
        account.GetProperty("AnnualRevenue").GetRawText().Should().Be("300.0");
        account.GetProperty("NumberOfEmployees").GetRawText().Should().Be("5");
        account.GetProperty("BillingAddress").ValueKind.Should().Be(JsonValueKind.Null);
        account.GetProperty("CreatedDate").GetString().Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000\+0000$");
    }

    [Fact]
    public async Task Update_changes_what_it_names_and_delete_ends_the_record()
    {
        string id = await _client.CreateAsync("Contact", """{"LastName":"Smith","FirstName":"Ann","Email":"ann@example.com"}""");
        (int updated, _, _) = await _client.SendAsync("PATCH", "/sobjects/Contact/" + id, """{"FirstName":"Anna"}""");
        updated.Should().Be(204);
        JsonElement contact = await _client.GetAsync($"/sobjects/Contact/{id}?fields=Name,Email");
        contact.GetProperty("Name").GetString().Should().Be("Anna Smith");
        contact.EnumerateObject().Select(member => member.Name).Should().Equal("attributes", "Name", "Email", "Id");

        (await _client.SendAsync("DELETE", "/sobjects/Contact/" + id)).Status.Should().Be(204);
        (int status, JsonElement body, _) = await _client.SendAsync("DELETE", "/sobjects/Contact/" + id);
        status.Should().Be(404);
        body.GetRawText().Should().Be("""[{"message":"entity is deleted","errorCode":"ENTITY_IS_DELETED","fields":[]}]""");
        (await _client.QueryAsync($"SELECT Id FROM Contact WHERE Id = '{id}'")).GetProperty("totalSize").GetInt32().Should().Be(0);
        (await _client.GetAsync("/queryAll?q=" + Uri.EscapeDataString($"SELECT Id FROM Contact WHERE Id = '{id}' AND IsDeleted = true"))).GetProperty("totalSize").GetInt32().Should().Be(1);
    }

    [Theory]
    [InlineData("POST", "/sobjects/Account", "{}", 400, """[{"message":"Required fields are missing: [Name]","errorCode":"REQUIRED_FIELD_MISSING","fields":["Name"]}]""")]
    [InlineData("POST", "/sobjects/Account", """{"FavoritePet__c":"Dog"}""", 400, """[{"message":"No such column 'FavoritePet__c' on sobject of type Account","errorCode":"INVALID_FIELD"}]""")]
    [InlineData("POST", "/sobjects/Invoice__c", """{"Status__c":"Lost"}""", 400, """[{"message":"Status: bad value for restricted picklist field: Lost","errorCode":"INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST","fields":["Status__c"]}]""")]
    [InlineData("POST", "/sobjects/Contact", """{"LastName":"X","Email":"nobody"}""", 400, """[{"message":"Email: invalid email address: nobody","errorCode":"INVALID_EMAIL_ADDRESS","fields":["Email"]}]""")]
    [InlineData("POST", "/sobjects/Account", """{"Name":"A","MasterRecordId":null}""", 400, """[{"message":"Unable to create/update fields: MasterRecordId. Please check the security settings of this field and verify that it is read/write for your profile or permission set.","errorCode":"INVALID_FIELD_FOR_INSERT_UPDATE","fields":["MasterRecordId"]}]""")]
    [InlineData("POST", "/sobjects/Nothing__c", "{}", 404, """[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]""")]
    [InlineData("PATCH", "/sobjects/Account/001B000001Lp1G2IAX", "{}", 400, """[{"message":"Record ID: id value of incorrect type: 001B000001Lp1G2IAX","errorCode":"MALFORMED_ID","fields":["Id"]}]""")]
    [InlineData("PATCH", "/sobjects/Account/Namez/1", "{}", 404, """[{"message":"Provided external ID field does not exist or is not accessible: Namez","errorCode":"NOT_FOUND"}]""")]
    [InlineData("GET", "/query?q=SELEKT", null, 400, """[{"message":"unexpected token: SELEKT","errorCode":"MALFORMED_QUERY"}]""")]
    [InlineData("GET", "/query/0r8000000000000AAA-2000", null, 400, """[{"message":"invalid query locator","errorCode":"INVALID_QUERY_LOCATOR"}]""")]
    public async Task Refusal_has_the_words_of_a_real_org(string method, string path, string? json, int status, string body)
    {
        (int answered, JsonElement answer, _) = await _client.SendAsync(method, path, json);
        answered.Should().Be(status);
        answer.GetRawText().Should().Be(body);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"Name":{"a":1}}""")]
    [InlineData("""{"Name":"A","NumberOfEmployees":"many"}""")]
    public async Task Unreadable_body_is_a_parser_error(string json)
    {
        (int status, JsonElement body, _) = await _client.SendAsync("POST", "/sobjects/Account", json);
        status.Should().Be(400);
        body[0].GetProperty("errorCode").GetString().Should().Be("JSON_PARSER_ERROR");
    }

    [Fact]
    public async Task Upsert_answers_by_version_whether_it_created()
    {
        (int status, JsonElement body, _) = await _client.SendAsync("PATCH", "/sobjects/Account/Key__c/up%2F1", """{"Name":"Up"}""");
        status.Should().Be(201);
        body.GetProperty("created").GetBoolean().Should().BeTrue();
        (status, body, _) = await _client.SendAsync("PATCH", "/sobjects/Account/Key__c/UP%2F1", """{"Name":"Up again"}""");
        status.Should().Be(200);
        body.GetProperty("created").GetBoolean().Should().BeFalse();
        (await _client.SendAsync("PATCH", "/services/data/v45.0/sobjects/Account/Key__c/up%2F1", """{"Name":"Up old"}""")).Status.Should().Be(204);
        (await _client.GetAsync("/sobjects/Account/Key__c/up%2F1")).GetProperty("Name").GetString().Should().Be("Up old");
    }

    [Fact]
    public async Task Upsert_with_several_matches_lists_them()
    {
        string first = await _client.CreateAsync("Account", """{"Name":"One","Group__c":"twins"}""");
        string second = await _client.CreateAsync("Account", """{"Name":"Two","Group__c":"twins"}""");
        (int status, JsonElement body, _) = await _client.SendAsync("PATCH", "/sobjects/Account/Group__c/twins", """{"Name":"x"}""");
        status.Should().Be(300);
        body.EnumerateArray().Select(path => path.GetString()).Should().Equal(
            $"/services/data/v66.0/sobjects/Account/{first}", $"/services/data/v66.0/sobjects/Account/{second}");
    }

    [Fact]
    public async Task Second_record_with_a_unique_value_is_refused()
    {
        string first = await _client.CreateAsync("Account", """{"Name":"One","Key__c":"only"}""");
        (int status, JsonElement body, _) = await _client.SendAsync("POST", "/sobjects/Account", """{"Name":"Two","Key__c":"ONLY"}""");
        status.Should().Be(400);
        body[0].GetProperty("errorCode").GetString().Should().Be("DUPLICATE_VALUE");
        body[0].GetProperty("message").GetString().Should().Be($"duplicate value found: Key__c duplicates value on record with id: {first[..15]}");
    }

    [Fact]
    public async Task Parent_can_be_named_by_its_external_id()
    {
        string account = await _client.CreateAsync("Account", """{"Name":"Parent","Key__c":"parent-1"}""");
        string invoice = await _client.CreateAsync("Invoice__c", """{"Account__r":{"Key__c":"parent-1"},"Amount__c":12.345}""");
        JsonElement row = await _client.GetAsync("/sobjects/Invoice__c/" + invoice);
        row.GetProperty("Account__c").GetString().Should().Be(account);
        row.GetProperty("Name").GetString().Should().MatchRegex("^INV-[0-9]{4}$");
        row.GetProperty("Amount__c").GetRawText().Should().Be("12.35");
        (await _client.GetAsync($"/sobjects/Account/{account}/Invoices__r")).GetProperty("totalSize").GetInt32().Should().Be(1);
        (await _client.GetAsync($"/sobjects/Invoice__c/{invoice}/Account__r")).GetProperty("Name").GetString().Should().Be("Parent");
    }

    [Fact]
    public async Task Delete_takes_children_along_and_is_held_back_by_cases()
    {
        string account = await _client.CreateAsync("Account", """{"Name":"Family"}""");
        string contact = await _client.CreateAsync("Contact", $$"""{"LastName":"Child","AccountId":"{{account}}"}""");
        string held = await _client.CreateAsync("Case", $$"""{"AccountId":"{{account}}"}""");
        (int status, JsonElement body, _) = await _client.SendAsync("DELETE", "/sobjects/Account/" + account);
        status.Should().Be(400);
        body[0].GetProperty("errorCode").GetString().Should().Be("DELETE_FAILED");
        (await _client.GetAsync("/sobjects/Contact/" + contact)).GetProperty("LastName").GetString().Should().Be("Child", "nothing was deleted");
        (await _client.SendAsync("DELETE", "/sobjects/Case/" + held)).Status.Should().Be(204);
        (await _client.SendAsync("DELETE", "/sobjects/Account/" + account)).Status.Should().Be(204);
        (await _client.SendAsync("GET", "/sobjects/Contact/" + contact)).Status.Should().Be(404);
    }

}
