using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SalesforceLinq.Emulator.Tests.Hosting;

namespace SalesforceLinq.Emulator.Tests.Bulk;

public sealed class IngestJobTests(OrgFixture fixture) : IClassFixture<OrgFixture>
{
    private const string InsertAccounts = """{"object":"Account","operation":"insert"}""";

    private readonly OrgClient _client = fixture.Client;
    private readonly BulkClient _bulk = new(fixture.Org);

    [Fact]
    public async Task Job_is_answered_with_the_members_of_its_occasion()
    {
        BulkAnswer created = await _bulk.IngestAsync("POST", "", """{"object":"account","operation":"upsert","externalIdFieldName":"key__c"}""");
        Names(created.Json).Should().Equal(
            "id", "operation", "object", "createdById", "createdDate", "systemModstamp", "state", "concurrencyMode", "contentType", "apiVersion", "contentUrl", "lineEnding", "columnDelimiter");
        string id = created.Json.GetProperty("id").GetString()!;
        id.Should().StartWith("750").And.HaveLength(18);
        created.Json.GetProperty("object").GetString().Should().Be("Account");
        created.Json.GetProperty("apiVersion").GetRawText().Should().Be("66.0");
        created.Json.GetProperty("contentUrl").GetString().Should().Be($"services/data/v66.0/jobs/ingest/{id}/batches");
        (await _bulk.IngestAsync("PUT", $"/{id}/batches", "Name,Key__c\nA,job-1\n", "text/csv")).Status.Should().Be(201);
        Names((await _bulk.IngestAsync("PATCH", "/" + id, """{"state":"UploadComplete"}""")).Json).Should().Equal(
            "id", "operation", "object", "createdById", "createdDate", "systemModstamp", "state", "externalIdFieldName", "concurrencyMode", "contentType", "apiVersion");
        Names(await _bulk.DoneAsync("ingest", id)).Should().Equal(
            "id", "operation", "object", "createdById", "createdDate", "systemModstamp", "state", "externalIdFieldName", "concurrencyMode", "contentType", "apiVersion", "jobType",
            "lineEnding", "columnDelimiter", "numberRecordsProcessed", "numberRecordsFailed", "retries", "totalProcessingTime", "apiActiveProcessingTime", "apexProcessingTime");
    }

    [Fact]
    public async Task Rows_that_are_saved_and_rows_that_fail_are_told_apart_with_what_was_sent()
    {
        (string id, JsonElement info) = await _bulk.LoadAsync(InsertAccounts, "name,NumberOfEmployees,Key__c\n\"Quoted \"\"A\"\"\",7,bulk-1\n,8,bulk-2\nC,nine,bulk-3\n");
        info.GetProperty("state").GetString().Should().Be("JobComplete");
        (info.GetProperty("numberRecordsProcessed").GetInt32(), info.GetProperty("numberRecordsFailed").GetInt32()).Should().Be((3, 2));
        BulkAnswer saved = await _bulk.IngestAsync("GET", $"/{id}/successfulResults/");
        saved.ContentType.Should().Be("text/csv");
        saved.Text.Should().MatchRegex(
            "^\"sf__Id\",\"sf__Created\",name,NumberOfEmployees,Key__c\n\"001\\w{15}\",\"true\",\"Quoted \"\"A\"\"\",\"7\",\"bulk-1\"\n$");
        (await _bulk.IngestAsync("GET", $"/{id}/failedResults/")).Text.Should().Be(
            "\"sf__Id\",\"sf__Error\",name,NumberOfEmployees,Key__c\n" +
            "\"\",\"REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --\",\"\",\"8\",\"bulk-2\"\n" +
            "\"\",\"INVALID_FIELD:Failed to deserialize field at col 1. Due to, 'nine' is not a valid value for the type xsd:int:NumberOfEmployees --\",\"C\",\"nine\",\"bulk-3\"\n");
        (await _bulk.IngestAsync("GET", $"/{id}/unprocessedrecords/")).Status.Should().Be(200);
        (await Names("Key__c LIKE 'bulk-%'")).Should().Equal("Quoted \"A\"");
    }

    [Fact]
    public async Task Upload_that_broke_off_loads_nothing_when_the_job_is_closed_all_the_same()
    {
        string id = await _bulk.OpenAsync(InsertAccounts);
        byte[] torn = Encoding.UTF8.GetBytes("Name,Key__c\n" + string.Concat(Enumerable.Range(0, 40_000).Select(row => $"Torn,torn-{row}\n")));
        await _bulk.Invoking(bulk => bulk.BreakOffAsync($"/{id}/batches", torn)).Should().ThrowAsync<HttpRequestException>();
        (await _bulk.IngestAsync("PATCH", "/" + id, """{"state":"UploadComplete"}""")).Status.Should().Be(200);
        (await _bulk.DoneAsync("ingest", id)).GetProperty("numberRecordsProcessed").GetInt32().Should().Be(0);
        (await Names("Key__c LIKE 'torn-%'")).Should().BeEmpty();
    }

    [Fact]
    public async Task Job_is_closed_once_however_many_ask_at_the_same_time()
    {
        for (int round = 0; round < 40; round++)
        {
            string id = await _bulk.OpenAsync(InsertAccounts);
            (await _bulk.IngestAsync("PUT", $"/{id}/batches", "Name\nClosed once\n", "text/csv")).Status.Should().Be(201);
            BulkAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _bulk.IngestAsync("PATCH", "/" + id, """{"state":"UploadComplete"}""")));
            answers.Count(answer => answer.Status == 200).Should().Be(1);
            answers.Where(answer => answer.Status != 200).Should().OnlyContain(answer => answer.Text.Contains("INVALIDJOBSTATE"));
            (await _bulk.DoneAsync("ingest", id)).GetProperty("state").GetString().Should().Be("JobComplete");
        }
    }

    [Fact]
    public async Task Upsert_says_what_it_created_and_an_empty_field_is_left_alone_where_NA_clears_it()
    {
        await _bulk.LoadAsync(InsertAccounts, "Name,Key__c,Site,Industry\nUp A,up-1,Here,Energy\n");
        (string id, _) = await _bulk.LoadAsync("""{"object":"Account","operation":"upsert","externalIdFieldName":"Key__c"}""", "Name,Key__c,Site,Industry\nUp B,up-1,,#N/A\nUp C,up-2,There,\n");
        string results = (await _bulk.IngestAsync("GET", $"/{id}/successfulResults")).Text;
        results.Should().Contain("\"false\",\"Up B\"").And.Contain("\"true\",\"Up C\"");
        JsonElement row = (await _client.QueryAsync("SELECT Name, Site, Industry FROM Account WHERE Key__c = 'up-1'")).GetProperty("records")[0];
        (row.GetProperty("Name").GetString(), row.GetProperty("Site").GetString(), row.GetProperty("Industry").ValueKind).Should().Be(("Up B", "Here", JsonValueKind.Null));
    }

    [Fact]
    public async Task Update_and_delete_go_by_id_and_hard_delete_leaves_nothing_in_the_bin()
    {
        string first = await _client.CreateAsync("Account", """{"Name":"Del A"}""");
        string second = await _client.CreateAsync("Account", """{"Name":"Del B"}""");
        (_, JsonElement updated) = await _bulk.LoadAsync("""{"object":"Account","operation":"update"}""", $"Id,Site\n{first},Moved\n,Nowhere\n");
        updated.GetProperty("numberRecordsFailed").GetInt32().Should().Be(1);
        (await _client.GetAsync("/sobjects/Account/" + first)).GetProperty("Site").GetString().Should().Be("Moved");
        await _bulk.LoadAsync("""{"object":"Account","operation":"delete"}""", $"Id\n{first[..15]}\n");
        await _bulk.LoadAsync("""{"object":"Account","operation":"hardDelete"}""", $"Id\n{second}\n");
        JsonElement left = await _client.GetAsync("/queryAll?q=" + Uri.EscapeDataString("SELECT Name, IsDeleted FROM Account WHERE Name LIKE 'Del _'"));
        left.GetProperty("records").EnumerateArray().Select(row => row.GetProperty("Name").GetString()).Should().Equal("Del A");
        (_, JsonElement refused) = await _bulk.LoadAsync("""{"object":"Account","operation":"delete"}""", $"Id,Name\n{first},x\n");
        refused.GetProperty("errorMessage").GetString().Should().Be("InvalidBatch : The 'delete' batch must contain only ids");
    }

    [Theory]
    [InlineData("COMMA", ',', "LF", "\n")]
    [InlineData("TAB", '\t', "CRLF", "\r\n")]
    [InlineData("PIPE", '|', "LF", "\n")]
    [InlineData("SEMICOLON", ';', "CRLF", "\r\n")]
    [InlineData("CARET", '^', "LF", "\n")]
    [InlineData("BACKQUOTE", '`', "CRLF", "\r\n")]
    public async Task Every_dialect_is_read_and_answered_in(string delimiter, char character, string ending, string line)
    {
        string definition = $$"""{"object":"Account","operation":"insert","columnDelimiter":"{{delimiter}}","lineEnding":"{{ending}}"}""";
        (string id, JsonElement info) = await _bulk.LoadAsync(definition, $"Name{character}Description{line}\"{delimiter} {character} x\"{character}\"two{line}lines\"");
        info.GetProperty("state").GetString().Should().Be("JobComplete");
        (await _bulk.IngestAsync("GET", $"/{id}/successfulResults")).Text.Should()
            .StartWith($"\"sf__Id\"{character}\"sf__Created\"{character}Name{character}Description{line}").And.EndWith($"\"{delimiter} {character} x\"{character}\"two{line}lines\"{line}");
        (await Names($"Name LIKE '{delimiter}%'")).Should().Equal($"{delimiter} {character} x");
    }

    [Fact]
    public async Task Parents_are_found_by_a_key_of_their_own()
    {
        await _bulk.LoadAsync(InsertAccounts, "Name,Key__c\nThe Parent,rel-1\n");
        (string id, JsonElement info) = await _bulk.LoadAsync("""{"object":"Contact","operation":"insert"}""", "LastName,account.key__c\nChild,rel-1\nOrphan,rel-none\nAlone,#N/A\n");
        info.GetProperty("numberRecordsFailed").GetInt32().Should().Be(1);
        (await _bulk.IngestAsync("GET", $"/{id}/failedResults")).Text.Should().Contain("INVALID_FIELD:Foreign key external ID: rel-none not found for field Key__c in entity Account:--");
        (await _client.QueryAsync("SELECT Account.Name FROM Contact WHERE LastName = 'Child'")).GetProperty("records")[0].GetProperty("Account").GetProperty("Name").GetString().Should().Be("The Parent");
        (_, JsonElement polymorphic) = await _bulk.LoadAsync("""{"object":"Task","operation":"insert"}""", "Subject,Account:What.Key__c\nCall,rel-1\n");
        polymorphic.GetProperty("numberRecordsFailed").GetInt32().Should().Be(0);
    }

    [Theory]
    [InlineData("Name,Nome\nA,B\n", "InvalidBatch : Field name not found : Nome")]
    [InlineData("Name\r\nA\r\n", "ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF")]
    [InlineData("Name,Site\nA\"b\",c\n", "InvalidBatch : Failed to parse CSV. Found unescaped quote. A value with quote should be within a quote")]
    [InlineData("Name,Site\n\"A,c\n", "InvalidBatch : Failed to parse CSV. EOF reached before closing an opened quote")]
    [InlineData("", "InvalidBatch : Records not found")]
    public async Task Data_that_is_no_such_CSV_fails_the_whole_job(string csv, string error)
    {
        (_, JsonElement info) = await _bulk.LoadAsync(InsertAccounts, csv);
        (info.GetProperty("state").GetString(), info.GetProperty("errorMessage").GetString(), info.GetProperty("numberRecordsProcessed").GetInt32()).Should().Be(("Failed", error, 0));
    }

    [Fact]
    public async Task Rows_behind_a_fault_are_unprocessed()
    {
        string good = string.Concat(Enumerable.Range(0, 250).Select(row => $"Half {row},x\n"));
        (string id, JsonElement info) = await _bulk.LoadAsync(InsertAccounts, $"Name,Site\n{good}one,two,three\nHalf last,y\n");
        (info.GetProperty("state").GetString(), info.GetProperty("numberRecordsProcessed").GetInt32()).Should().Be(("Failed", 250));
        (await _bulk.IngestAsync("GET", $"/{id}/unprocessedrecords")).Text.Should().Be("Name,Site\n\"one\",\"two\",\"three\"\n\"Half last\",\"y\"\n");
        (await _client.QueryAsync("SELECT COUNT() FROM Account WHERE Name LIKE 'Half %'")).GetProperty("totalSize").GetInt32().Should().Be(250);
    }

    [Fact]
    public async Task Job_goes_only_from_state_to_state_as_allowed()
    {
        string id = await _bulk.OpenAsync(InsertAccounts);
        Code(await _bulk.IngestAsync("DELETE", "/" + id)).Should().Be((400, "INVALIDJOBSTATE"));
        Code(await _bulk.IngestAsync("GET", $"/{id}/successfulResults")).Should().Be((400, "INVALIDJOBSTATE"));
        (await _bulk.IngestAsync("PUT", $"/{id}/batches", "Name\nState A\n", "text/csv")).Status.Should().Be(201);
        Code(await _bulk.IngestAsync("PUT", $"/{id}/batches", "Name\nState B\n", "text/csv")).Should().Be((400, "INVALIDJOBSTATE"));
        (await _bulk.IngestAsync("PATCH", "/" + id, """{"state":"Aborted"}""")).Json.GetProperty("state").GetString().Should().Be("Aborted");
        Code(await _bulk.IngestAsync("PATCH", "/" + id, """{"state":"UploadComplete"}""")).Should().Be((400, "INVALIDJOBSTATE"));
        (await _bulk.IngestAsync("GET", $"/{id}/unprocessedrecords")).Text.Should().Be("Name\n\"State A\"\n");
        (await _bulk.IngestAsync("DELETE", "/" + id)).Status.Should().Be(204);
        Code(await _bulk.IngestAsync("GET", "/" + id)).Should().Be((404, "NOT_FOUND"));

        (string done, _) = await _bulk.LoadAsync(InsertAccounts, "Name\nState C\n");
        BulkAnswer late = await _bulk.IngestAsync("PATCH", "/" + done, """{"state":"Aborted"}""");
        (late.Status, late.Text).Should().Be((400, """[{"errorCode":"INVALIDJOBSTATE","message":"Aborting already Completed Job not allowed"}]"""));
    }

    [Theory]
    [InlineData("POST", "", """{"operation":"insert"}""", "application/json", 400, "INVALIDJOB")]
    [InlineData("POST", "", """{"object":"Nope__c","operation":"insert"}""", "application/json", 400, "INVALIDJOB")]
    [InlineData("POST", "", """{"object":"Account","operation":"merge"}""", "application/json", 400, "INVALIDJOB")]
    [InlineData("POST", "", """{"object":"Account","operation":"upsert"}""", "application/json", 400, "INVALIDJOB")]
    [InlineData("POST", "", """{"object":"Account","operation":"upsert","externalIdFieldName":"Site"}""", "application/json", 400, "INVALIDJOB")]
    [InlineData("POST", "", """{"object":"Account","operation":"insert","columnDelimiter":"COLON"}""", "application/json", 400, "INVALIDJOB")]
    [InlineData("POST", "", """{"object":"Account","operation":""", "application/json", 400, "JSON_PARSER_ERROR")]
    [InlineData("POST", "", "x", "multipart/form-data", 400, "INVALIDJOB")]
    [InlineData("GET", "/750000000000000AAA", null, "application/json", 404, "NOT_FOUND")]
    [InlineData("GET", "/nonsense", null, "application/json", 400, "INVALIDJOBID")]
    [InlineData("PUT", "/750000000000000AAA/batches", "Name\nx\n", "text/csv", 404, "NOT_FOUND")]
    public async Task What_is_no_job_is_refused(string method, string rest, string? body, string contentType, int status, string code) =>
        Code(await _bulk.IngestAsync(method, rest, body, contentType)).Should().Be((status, code));

    [Fact]
    public async Task Small_job_comes_whole_in_one_multipart_request()
    {
        using MultipartFormDataContent content = new("BOUNDARY");
        content.Add(new StringContent("""{"object":"Account","contentType":"CSV","operation":"insert"}""", new MediaTypeHeaderValue("application/json")), "job");
        content.Add(new StringContent("Name\nMultipart A\n", new MediaTypeHeaderValue("text/csv")), "content", "content");
        using HttpClient http = new() { BaseAddress = fixture.Org.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", fixture.Org.AccessToken);
        using HttpResponseMessage answer = await http.PostAsync(OrgClient.Root + "/jobs/ingest", content);
        JsonElement job = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        job.GetProperty("state").GetString().Should().Be("UploadComplete");
        await _bulk.DoneAsync("ingest", job.GetProperty("id").GetString()!);
        (await Names("Name = 'Multipart A'")).Should().HaveCount(1);
    }

    [Fact]
    public async Task Data_may_come_compressed_and_in_pieces()
    {
        string id = await _bulk.OpenAsync(InsertAccounts);
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes("Name,Description\n" + string.Concat(Enumerable.Range(0, 3000).Select(row => $"Zip {row},{new string('x', 200)}\n"))));
        compressed.Position = 0;
        using HttpClient http = new() { BaseAddress = fixture.Org.Url };
        using HttpRequestMessage upload = new(HttpMethod.Put, $"{OrgClient.Root}/jobs/ingest/{id}/batches") { Content = new StreamContent(compressed) };
        upload.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        upload.Content.Headers.ContentEncoding.Add("gzip");
        upload.Headers.Authorization = new AuthenticationHeaderValue("Bearer", fixture.Org.AccessToken);
        upload.Headers.TransferEncodingChunked = true;
        (await http.SendAsync(upload)).StatusCode.Should().Be(System.Net.HttpStatusCode.Created);
        await _bulk.IngestAsync("PATCH", "/" + id, """{"state":"UploadComplete"}""");
        (await _bulk.DoneAsync("ingest", id)).GetProperty("numberRecordsProcessed").GetInt32().Should().Be(3000);
        string results = (await _bulk.IngestAsync("GET", $"/{id}/successfulResults")).Text;
        results.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(3001);
    }

    [Fact]
    public async Task Jobs_are_listed_and_batches_counted()
    {
        int before = (await _client.GetAsync("/limits")).GetProperty("DailyBulkApiBatches").GetProperty("Remaining").GetInt32();
        (string id, _) = await _bulk.LoadAsync(InsertAccounts, "Name\nListed\n");
        JsonElement list = (await _bulk.IngestAsync("GET", "?jobType=V2Ingest")).Json;
        list.GetProperty("done").GetBoolean().Should().BeTrue();
        list.GetProperty("records").EnumerateArray().Select(job => job.GetProperty("id").GetString()).Should().Contain(id);
        (await _bulk.IngestAsync("GET", "?jobType=Classic")).Json.GetProperty("records").EnumerateArray().Should().NotContain(job => job.GetProperty("jobType").GetString() != "Classic");
        (await _client.GetAsync("/limits")).GetProperty("DailyBulkApiBatches").GetProperty("Remaining").GetInt32().Should().BeLessThan(before);
    }

    private static (int Status, string? Code) Code(BulkAnswer answer) => (answer.Status, answer.Json[0].GetProperty("errorCode").GetString());

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(member => member.Name);

    private async Task<IEnumerable<string?>> Names(string where) => (await _client.QueryAsync($"SELECT Name FROM Account WHERE {where} ORDER BY Name"))
        .GetProperty("records").EnumerateArray().Select(row => row.GetProperty("Name").GetString());
}
