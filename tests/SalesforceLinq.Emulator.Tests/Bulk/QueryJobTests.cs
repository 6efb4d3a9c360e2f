using System.Text.Json;
using SalesforceLinq.Emulator.Tests.Hosting;

namespace SalesforceLinq.Emulator.Tests.Bulk;

public sealed class QueryJobTests(OrgFixture fixture) : IClassFixture<OrgFixture>
{
    private readonly OrgClient _client = fixture.Client;
    private readonly BulkClient _bulk = new(fixture.Org);

    [Fact]
    public async Task Job_is_answered_with_the_members_of_its_occasion()
    {
        BulkAnswer created = await _bulk.QueryAsync("POST", "", """{"operation":"query","query":"select id from account"}""");
        created.Status.Should().Be(200);
        Names(created.Json).Should().Equal(
            "id", "operation", "object", "createdById", "createdDate", "systemModstamp", "state", "concurrencyMode", "contentType", "apiVersion", "lineEnding", "columnDelimiter");
        (created.Json.GetProperty("state").GetString(), created.Json.GetProperty("object").GetString()).Should().Be(("UploadComplete", "Account"));
        Names(await _bulk.DoneAsync("query", created.Json.GetProperty("id").GetString()!)).Should().Equal(
            "id", "operation", "object", "createdById", "createdDate", "systemModstamp", "state", "concurrencyMode", "contentType", "apiVersion", "jobType", "lineEnding", "columnDelimiter",
            "numberRecordsProcessed", "retries", "totalProcessingTime");
    }

    [Fact]
    public async Task Values_are_quoted_in_SELECT_order_with_parents_by_their_path()
    {
        string account = await _client.CreateAsync("Account", """{"Name":"Bulk \"Q\"","Key__c":"bq-1","AnnualRevenue":12}""");
        await _client.CreateAsync("Contact", $$"""{"LastName":"BulkQuery","AccountId":"{{account}}","Birthdate":"1990-01-02"}""");
        await _client.CreateAsync("Contact", """{"LastName":"BulkQuery2"}""");
        string id = await RunAsync("SELECT LastName, account.Name, Account.AnnualRevenue, Birthdate, IsDeleted, CreatedDate FROM Contact WHERE LastName LIKE 'BulkQuery%' ORDER BY LastName");
        BulkAnswer results = await _bulk.QueryAsync("GET", $"/{id}/results");
        results.ContentType.Should().Be("text/csv");
        (results.Headers["Sforce-NumberOfRecords"], results.Headers["Sforce-Locator"]).Should().Be(("2", "null"));
        results.Text.Should().MatchRegex(
            "^\"LastName\",\"Account.Name\",\"Account.AnnualRevenue\",\"Birthdate\",\"IsDeleted\",\"CreatedDate\"\n" +
            "\"BulkQuery\",\"Bulk \"\"Q\"\"\",\"12.0\",\"1990-01-02\",\"false\",\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.000Z\"\n" +
            "\"BulkQuery2\",\"\",\"\",\"\",\"false\",\"[^\"]+\"\n$");
    }

    [Fact]
    public async Task Results_are_fetched_page_by_page_until_the_locator_is_null()
    {
        await _bulk.LoadAsync("""{"object":"Account","operation":"insert"}""", "Name,Site\n" + string.Concat(Enumerable.Range(0, 2500).Select(row => $"\"Page {row:0000}\nline\",pager\n")));
        string id = await RunAsync("SELECT Name FROM Account WHERE Site = 'pager' ORDER BY Name");
        List<string> lines = [];
        string locator = "";
        int pages = 0;
        do
        {
            BulkAnswer page = await _bulk.QueryAsync("GET", $"/{id}/results?maxRecords=999" + (locator.Length > 0 ? "&locator=" + locator : ""));
            string[] rows = page.Text.Split("\"\n", StringSplitOptions.RemoveEmptyEntries);
            rows[0].Should().Be("\"Name");
            rows.Should().HaveCount(int.Parse(page.Headers["Sforce-NumberOfRecords"], System.Globalization.CultureInfo.InvariantCulture) + 1);
            lines.AddRange(rows[1..]);
            locator = page.Headers["Sforce-Locator"];
            pages++;
        }
        while (locator != "null");
        pages.Should().Be(3);
        lines.Should().Equal(Enumerable.Range(0, 2500).Select(row => $"\"Page {row:0000}\nline"));

        JsonElement parallel = (await _bulk.QueryAsync("GET", $"/{id}/resultPages?maxRecords=400")).Json;
        parallel.GetProperty("resultPages").GetArrayLength().Should().Be(5);
        parallel.GetProperty("done").GetBoolean().Should().BeFalse();
        JsonElement rest = (await _bulk.SendAsync("GET", parallel.GetProperty("nextRecordsUrl").GetString()!)).Json;
        (rest.GetProperty("resultPages").GetArrayLength(), rest.GetProperty("done").GetBoolean()).Should().Be((2, true));
        string place = parallel.GetProperty("nextRecordsUrl").GetString()!.Split("pageLocator=")[1].Split('&')[0];
        JsonElement whole = (await _bulk.QueryAsync("GET", $"/{id}/resultPages?pageLocator={place}&maxRecords={int.MaxValue}")).Json;
        (whole.GetProperty("resultPages").GetArrayLength(), whole.GetProperty("done").GetBoolean()).Should().Be((1, true));
        BulkAnswer last = await _bulk.SendAsync("GET", rest.GetProperty("resultPages")[1].GetProperty("resultUrl").GetString()!);
        last.Text.Should().StartWith("\"Name\"\n\"Page 2400\nline\"\n").And.EndWith("\"Page 2499\nline\"\n");
    }

    [Fact]
    public async Task Deleted_rows_are_seen_by_queryAll_alone()
    {
        string gone = await _client.CreateAsync("Account", """{"Name":"Bulk gone"}""");
        await _client.SendAsync("DELETE", "/sobjects/Account/" + gone);
        const string Soql = "SELECT Id, IsDeleted FROM Account WHERE Name = 'Bulk gone'";
        (await _bulk.QueryAsync("GET", $"/{await RunAsync(Soql)}/results")).Text.Should().Be("\"Id\",\"IsDeleted\"\n");
        (await _bulk.QueryAsync("GET", $"/{await RunAsync(Soql, "queryAll")}/results")).Text.Should().Be($"\"Id\",\"IsDeleted\"\n\"{gone}\",\"true\"\n");
    }

    [Theory]
    [InlineData("SELECT Nope FROM Account", "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Nope", "INVALID_TYPE")]
    [InlineData("SELEKT Id", "MALFORMED_QUERY")]
    [InlineData("SELECT BillingAddress FROM Account", "API_ERROR")]
    [InlineData("SELECT Id, (SELECT Id FROM Contacts) FROM Account", "API_ERROR")]
    [InlineData("SELECT COUNT(Id) FROM Account", "API_ERROR")]
    [InlineData("SELECT Industry FROM Account GROUP BY Industry", "API_ERROR")]
    [InlineData("SELECT Id FROM Account LIMIT 5 OFFSET 5", "API_ERROR")]
    [InlineData("SELECT TYPEOF What WHEN Account THEN Name ELSE Name END FROM Task", "API_ERROR")]
    public async Task Query_that_cannot_be_run_in_bulk_is_refused_at_once(string soql, string code)
    {
        BulkAnswer answer = await _bulk.QueryAsync("POST", "", JsonSerializer.Serialize(new { operation = "query", query = soql }));
        (answer.Status, answer.Json[0].GetProperty("errorCode").GetString()).Should().Be((400, code));
    }

    [Fact]
    public async Task Finished_job_is_not_aborted_but_deleted_and_its_version_kept_to()
    {
        string id = await RunAsync("SELECT Id FROM Account");
        (await _bulk.QueryAsync("PATCH", "/" + id, """{"state":"Aborted"}""")).Text.Should().Be("""[{"errorCode":"INVALIDJOBSTATE","message":"Aborting already Completed Job not allowed"}]""");
        (await _bulk.SendAsync("GET", $"/services/data/v60.0/jobs/query/{id}/results")).Status.Should().Be(409);
        (await _bulk.QueryAsync("GET", $"/{id}/results?locator=nonsense!")).Status.Should().Be(400);
        (await _bulk.QueryAsync("GET", "?jobType=V2Query")).Json.GetProperty("records")[0].GetProperty("id").GetString().Should().Be(id);
        (await _bulk.QueryAsync("DELETE", "/" + id)).Status.Should().Be(204);
        (await _bulk.QueryAsync("GET", "/" + id)).Status.Should().Be(404);
    }

    private async Task<string> RunAsync(string soql, string operation = "query")
    {
        BulkAnswer created = await _bulk.QueryAsync("POST", "", JsonSerializer.Serialize(new { operation, query = soql }));
        created.Status.Should().Be(200, created.Text);
        string id = created.Json.GetProperty("id").GetString()!;
        (await _bulk.DoneAsync("query", id)).GetProperty("state").GetString().Should().Be("JobComplete");
        return id;
    }

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(member => member.Name);
}
