using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace SalesforceLinq.Emulator.Tests.Hosting;

/// <summary>Files, recent items, conditional describes, layouts, record counts, plans, and anonymous Apex.</summary>
public sealed class ResourceTests(OrgFixture fixture) : IClassFixture<OrgFixture>
{
    private readonly OrgClient _client = fixture.Client;

    [Fact]
    public async Task File_in_a_multipart_message_is_stored_and_read_back_as_it_was()
    {
        byte[] file = [0, 1, 2, 0x0d, 0x0a, 0x2d, 0x2d, 255];
        (int status, JsonElement body) = await PostFileAsync("ContentVersion", """{"Title":"T","PathOnClient":"t.bin"}""", "VersionData", file);
        status.Should().Be(201, body.ToString());
        string id = body.GetProperty("id").GetString()!;
        (await _client.GetAsync($"/sobjects/ContentVersion/{id}?fields=ContentSize,FileExtension")).GetProperty("ContentSize").GetInt64().Should().Be(file.Length);
        HttpResponseMessage read = (await _client.SendAsync("GET", $"/sobjects/ContentVersion/{id}/VersionData")).Response;
        read.Content.Headers.ContentType!.MediaType.Should().Be("application/octetstream");
        (await read.Content.ReadAsByteArrayAsync()).Should().Equal(file);
    }

    [Fact]
    public async Task Multipart_message_that_is_none_is_refused()
    {
        (int noRecord, JsonElement error) = await PostFileAsync("ContentVersion", null, "VersionData", [1]);
        noRecord.Should().Be(400);
        error[0].GetProperty("message").GetString().Should().Be("Multipart message must include a non-binary part");
        (int noField, JsonElement unknown) = await PostFileAsync("ContentVersion", "{}", "Nope", [1]);
        noField.Should().Be(400);
        unknown[0].GetProperty("errorCode").GetString().Should().Be("INVALID_FIELD");
        (await PostFileAsync("ContentVersion", "[", "VersionData", [1])).Body[0].GetProperty("errorCode").GetString().Should().Be("JSON_PARSER_ERROR");
        using HttpClient http = Bearer();
        using ByteArrayContent cut = new("--x\r\nContent-Type: application/json\r\n\r\n{"u8.ToArray());
        cut.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        (await http.PostAsync(OrgClient.Root + "/sobjects/ContentVersion", cut)).StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Recent_items_are_those_the_user_used_last()
    {
        string account = await _client.CreateAsync("Account", """{"Name":"Recent One"}""");
        string contact = await _client.CreateAsync("Contact", """{"LastName":"Recent Two"}""");
        await _client.GetAsync($"/sobjects/Account/{account}");
        string quiet = (await _client.SendAsync("POST", "/sobjects/Account", """{"Name":"Quiet"}""", ("Sforce-Mru", "updateMru=false"))).Body.GetProperty("id").GetString()!;

        JsonElement recent = await _client.GetAsync("/recent?limit=2");
        recent.EnumerateArray().Select(record => record.GetProperty("Id").GetString()).Should().Equal(account, contact);
        recent[0].GetProperty("Name").GetString().Should().Be("Recent One");
        (await _client.GetAsync("/sobjects/Account")).GetProperty("recentItems").EnumerateArray().Select(record => record.GetProperty("Id").GetString())
            .Should().Contain(account).And.NotContain([contact, quiet]);
        await _client.SendAsync("DELETE", $"/sobjects/Account/{account}");
        (await _client.GetAsync("/recent?limit=1"))[0].GetProperty("Id").GetString().Should().Be(contact);
    }

    [Theory]
    [InlineData("/sobjects")]
    [InlineData("/sobjects/Account/describe")]
    [InlineData("/sobjects/Account/describe/layouts")]
    [InlineData("/tooling/sobjects/Account/describe")]
    public async Task Describe_is_answered_304_to_one_who_has_it(string path)
    {
        HttpResponseMessage first = (await _client.SendAsync("GET", path)).Response;
        string modified = first.Content.Headers.LastModified!.Value.ToString("R");
        (int status, JsonElement body, HttpResponseMessage again) = await _client.SendAsync("GET", path, null, ("If-Modified-Since", modified));
        status.Should().Be(304);
        body.ValueKind.Should().Be(JsonValueKind.Undefined);
        again.Headers.Contains("Sforce-Limit-Info").Should().BeTrue("a conditional request counts as well");
        (await _client.SendAsync("GET", path, null, ("If-Modified-Since", "Thu, 01 Jan 2015 00:00:00 GMT"))).Status.Should().Be(200);
    }

    [Fact]
    public async Task Layouts_hold_the_fields_and_one_of_a_record_type_stands_alone()
    {
        JsonElement all = await _client.GetAsync("/sobjects/Contact/describe/layouts");
        JsonElement one = await _client.GetAsync("/sobjects/Contact/describe/layouts/012000000000000AAA");
        one.GetRawText().Should().Be(all.GetProperty("layouts")[0].GetRawText()).And.Contain("\"LastName\"");
        (await _client.SendAsync("GET", "/sobjects/Contact/describe/layouts/001000000000001AAA")).Status.Should().Be(404);
    }

    [Fact]
    public async Task Record_counts_leave_unknown_objects_out()
    {
        JsonElement counts = (await _client.GetAsync("/limits/recordCount?sObjects=Account,Nope,Contact")).GetProperty("sObjects");
        counts.EnumerateArray().Select(count => count.GetProperty("name").GetString()).Should().Equal("Account", "Contact");
        counts[1].GetProperty("count").GetInt64().Should().Be((await _client.QueryAsync("SELECT COUNT() FROM Contact")).GetProperty("totalSize").GetInt64());
    }

    [Fact]
    public async Task Record_counts_follow_what_is_written_and_what_is_deleted_but_not_what_is_rolled_back()
    {
        using SoapClient soap = new(fixture.Org);
        long before = await CountAsync();
        string id = await _client.CreateAsync("Campaign", """{"Name":"Counted"}""");
        (await CountAsync()).Should().Be(before + 1);
        await _client.SendAsync("DELETE", $"/sobjects/Campaign/{id}");
        (await CountAsync()).Should().Be(before);
        await soap.ResultsAsync($"<u:undelete><u:ids>{id}</u:ids></u:undelete>");
        (await CountAsync()).Should().Be(before + 1);
        await _client.SendAsync("POST", "/composite/sobjects", """{"allOrNone":true,"records":[{"attributes":{"type":"Campaign"},"Name":"Not"},{"attributes":{"type":"Campaign"}}]}""");
        (await CountAsync()).Should().Be(before + 1);
        await _client.SendAsync("DELETE", $"/sobjects/Campaign/{id}");
        await soap.ResultsAsync($"<u:emptyRecycleBin><u:ids>{id}</u:ids></u:emptyRecycleBin>");
        (await CountAsync()).Should().Be(before);
    }

    [Fact]
    public async Task Explain_tells_how_a_query_would_be_run()
    {
        JsonElement plan = (await _client.GetAsync("/query/?explain=" + Uri.EscapeDataString("SELECT Id FROM Account WHERE Id = '001000000000001AAA'"))).GetProperty("plans")[0];
        plan.GetProperty("leadingOperationType").GetString().Should().Be("Index");
        plan.GetProperty("sobjectType").GetString().Should().Be("Account");
        (await _client.GetAsync("/query/?explain=" + Uri.EscapeDataString("SELECT Id FROM Account WHERE Description = 'x'")))[0].GetProperty("errorCode").GetString().Should().Be("INVALID_FIELD");
    }

    [Fact]
    public async Task Anonymous_apex_is_run_by_the_delegate_that_stands_for_it()
    {
        int runs = 0;
        fixture.Org.Apex.MapAnonymous("System.debug('hello');", () => runs++);
        fixture.Org.Apex.MapAnonymous(code => code.StartsWith("throw"), code => throw new InvalidOperationException(code));
        (await ExecuteAsync("System.debug('hello');\n")).GetRawText().Should().Be(
            """{"line":-1,"column":-1,"compiled":true,"success":true,"compileProblem":null,"exceptionStackTrace":null,"exceptionMessage":null}""");
        runs.Should().Be(1);
        JsonElement thrown = await ExecuteAsync("throw it;");
        thrown.GetProperty("compiled").GetBoolean().Should().BeTrue();
        thrown.GetProperty("success").GetBoolean().Should().BeFalse();
        thrown.GetProperty("exceptionMessage").GetString().Should().Be("System.InvalidOperationException: throw it;");
    }

    [Fact]
    public async Task Anonymous_apex_that_nobody_mapped_says_that_no_apex_is_run_here()
    {
        JsonElement result = await ExecuteAsync("delete [SELECT Id FROM Account];");
        result.GetProperty("compiled").GetBoolean().Should().BeFalse();
        result.GetProperty("success").GetBoolean().Should().BeFalse();
        result.GetProperty("compileProblem").GetString().Should().Contain("does not run Apex").And.Contain("MapAnonymous");
        (await _client.SendAsync("GET", "/tooling/executeAnonymous")).Status.Should().Be(400);
    }

    private Task<JsonElement> ExecuteAsync(string code) => _client.GetAsync("/tooling/executeAnonymous?anonymousBody=" + Uri.EscapeDataString(code));

    private HttpClient Bearer()
    {
        HttpClient http = new() { BaseAddress = fixture.Org.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", fixture.Org.AccessToken);
        return http;
    }

    private async Task<long> CountAsync() =>
        (await _client.GetAsync("/limits/recordCount?sObjects=Campaign")).GetProperty("sObjects")[0].GetProperty("count").GetInt64();

    private async Task<(int Status, JsonElement Body)> PostFileAsync(string objectName, string? json, string field, byte[] file)
    {
        using HttpClient http = Bearer();
        using MultipartFormDataContent form = [];
        if (json is not null)
            form.Add(new StringContent(json, Encoding.UTF8, "application/json"), "entity_content");
        form.Add(new ByteArrayContent(file), field, "file.bin");
        HttpResponseMessage response = await http.PostAsync($"{OrgClient.Root}/sobjects/{objectName}", form);
        return ((int)response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }
}
