using System.Text.Json;
using System.Xml.Linq;
using SalesforceLinq.Emulator.Tests.Hosting;

namespace SalesforceLinq.Emulator.Tests.Bulk;

public sealed class ClassicBulkTests(OrgFixture fixture) : IClassFixture<OrgFixture>
{
    private const string Root = "/services/async/60.0/job";
    private const string Xml = "application/xml; charset=utf-8";

    private static readonly XNamespace Dataload = "http://www.force.com/2009/06/asyncapi/dataload";

    private readonly OrgClient _client = fixture.Client;
    private readonly BulkClient _bulk = new(fixture.Org);

    [Fact]
    public async Task Xml_job_with_CSV_batches_is_opened_loaded_and_closed()
    {
        BulkAnswer opened = await PostXmlAsync("", "<operation>insert</operation><object>account</object><contentType>CSV</contentType>");
        (opened.Status, opened.ContentType).Should().Be((201, "application/xml"));
        XElement job = XElement.Parse(opened.Text);
        job.Name.Should().Be(Dataload + "jobInfo");
        job.Elements().Select(element => element.Name.LocalName).Should().Equal(
            "id", "operation", "object", "createdById", "createdDate", "systemModstamp", "state", "concurrencyMode", "contentType", "numberBatchesQueued", "numberBatchesInProgress",
            "numberBatchesCompleted", "numberBatchesFailed", "numberBatchesTotal", "numberRecordsProcessed", "numberRetries", "apiVersion", "numberRecordsFailed", "totalProcessingTime",
            "apiActiveProcessingTime", "apexProcessingTime");
        string id = job.Element(Dataload + "id")!.Value;
        XElement batch = XElement.Parse((await _bulk.SendAsync("POST", $"{Root}/{id}/batch", "Name,Key__c\r\nClassic A,cl-1\r\n,cl-2\r\n", "text/csv")).Text);
        batch.Element(Dataload + "state")!.Value.Should().Be("Queued");
        string batchId = batch.Element(Dataload + "id")!.Value;
        batchId.Should().StartWith("751");
        XElement closed = XElement.Parse((await PostXmlAsync("/" + id, "<state>Closed</state>")).Text);
        closed.Element(Dataload + "state")!.Value.Should().Be("Closed");
        XElement done = await DoneAsync(id, batchId);
        (done.Element(Dataload + "state")!.Value, done.Element(Dataload + "numberRecordsFailed")!.Value).Should().Be(("Completed", "1"));
        (await _bulk.SendAsync("GET", $"{Root}/{id}/batch/{batchId}/result")).Text.Should().MatchRegex(
            "^\"Id\",\"Success\",\"Created\",\"Error\"\n\"001\\w{15}\",\"true\",\"true\",\"\"\n\"\",\"false\",\"false\",\"REQUIRED_FIELD_MISSING:Required fields are missing: \\[Name\\]:Name --\"\n$");
        (await _bulk.SendAsync("GET", $"{Root}/{id}/batch/{batchId}/request")).Text.Should().Be("Name,Key__c\r\nClassic A,cl-1\r\n,cl-2\r\n");
        XElement list = XElement.Parse((await _bulk.SendAsync("GET", $"{Root}/{id}/batch")).Text);
        list.Name.Should().Be(Dataload + "batchInfoList");
        list.Elements().Should().HaveCount(1);
        XElement.Parse((await _bulk.SendAsync("POST", $"{Root}/{id}/batch", "Name\nx\n", "text/csv")).Text).Element(Dataload + "exceptionCode")!.Value.Should().Be("InvalidJobState");
    }

    [Fact]
    public async Task Json_job_takes_and_answers_JSON_with_the_concurrency_mode_as_a_number()
    {
        JsonElement job = (await _bulk.SendAsync("POST", Root, """{"operation":"upsert","object":"Account","concurrencyMode":1,"contentType":"JSON","externalIdFieldName":"Key__c"}""")).Json;
        (job.GetProperty("concurrencyMode").GetString(), job.GetProperty("apiVersion").GetRawText()).Should().Be(("Serial", "60.0"));
        string id = job.GetProperty("id").GetString()!;
        const string Records = """[{"Name":"J","Key__c":"js-1"},{"Key__c":"js-2"},{"Name":"J","Nope":1,"Key__c":"js-3"}]""";
        JsonElement batch = (await _bulk.SendAsync("POST", $"{Root}/{id}/batch", Records)).Json;
        string batchId = batch.GetProperty("id").GetString()!;
        await DoneAsync(id, batchId);
        JsonElement results = (await _bulk.SendAsync("GET", $"{Root}/{id}/batch/{batchId}/result")).Json;
        results[0].GetProperty("success").GetBoolean().Should().BeTrue();
        results[1].GetProperty("errors")[0].GetProperty("statusCode").GetString().Should().Be("REQUIRED_FIELD_MISSING");
        results[2].GetProperty("errors")[0].GetProperty("statusCode").GetString().Should().Be("INVALID_FIELD");
        (await _bulk.SendAsync("GET", $"{Root}/{id}/batch/{batchId}/request")).Text.Should().Be(Records);
    }

    [Fact]
    public async Task Xml_batch_names_parents_by_their_keys_and_clears_by_nil()
    {
        string parent = await _client.CreateAsync("Account", """{"Name":"XML parent","Key__c":"xml-1"}""");
        string id = await OpenAsync("insert", "Contact", "XML");
        const string Records = """
            <sObjects xmlns="http://www.force.com/2009/06/asyncapi/dataload" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
            <sObject><LastName>Xml &amp; Co</LastName><Title xsi:nil="true"/><Account><sObject><Key__c>xml-1</Key__c></sObject></Account></sObject>
            <sObject><FirstName>No last</FirstName></sObject></sObjects>
            """;
        string batch = await AddAsync(id, Records, "application/xml");
        await DoneAsync(id, batch);
        XElement results = XElement.Parse((await _bulk.SendAsync("GET", $"{Root}/{id}/batch/{batch}/result")).Text);
        results.Elements().Select(result => result.Element(Dataload + "success")!.Value).Should().Equal("true", "false");
        (await _client.QueryAsync("SELECT AccountId FROM Contact WHERE LastName = 'Xml & Co'")).GetProperty("records")[0].GetProperty("AccountId").GetString().Should().Be(parent);
    }

    [Fact]
    public async Task Query_batch_is_answered_by_a_list_of_results_in_the_type_of_its_job()
    {
        string account = await _client.CreateAsync("Account", """{"Name":"Classic query"}""");
        const string Soql = "SELECT Id, Name, CreatedDate FROM Account WHERE Name = 'Classic query'";
        string csv = await OpenAsync("query", "Account", "CSV");
        string batch = await AddAsync(csv, Soql, "text/csv");
        await DoneAsync(csv, batch);
        string result = XElement.Parse((await _bulk.SendAsync("GET", $"{Root}/{csv}/batch/{batch}/result")).Text).Element(Dataload + "result")!.Value;
        (await _bulk.SendAsync("GET", $"{Root}/{csv}/batch/{batch}/result/{result}")).Text.Should().StartWith($"\"Id\",\"Name\",\"CreatedDate\"\n\"{account}\",\"Classic query\",");

        string json = await OpenAsync("queryAll", "Account", "JSON");
        batch = await AddAsync(json, Soql, "application/json");
        await DoneAsync(json, batch);
        result = (await _bulk.SendAsync("GET", $"{Root}/{json}/batch/{batch}/result", headers: ("Accept", "application/json"))).Json[0].GetString()!;
        JsonElement row = (await _bulk.SendAsync("GET", $"{Root}/{json}/batch/{batch}/result/{result}")).Json[0];
        row.GetProperty("attributes").GetProperty("type").GetString().Should().Be("Account");
        row.GetProperty("CreatedDate").ValueKind.Should().Be(JsonValueKind.Number);

        string xml = await OpenAsync("query", "Account", "XML");
        batch = await AddAsync(xml, Soql, "application/xml");
        await DoneAsync(xml, batch);
        result = XElement.Parse((await _bulk.SendAsync("GET", $"{Root}/{xml}/batch/{batch}/result")).Text).Element(Dataload + "result")!.Value;
        XElement.Parse((await _bulk.SendAsync("GET", $"{Root}/{xml}/batch/{batch}/result/{result}")).Text).Element(Dataload + "records")!.Element(Dataload + "Name")!.Value.Should().Be("Classic query");
    }

    [Fact]
    public async Task Batch_of_an_aborted_job_is_not_processed_and_a_bad_one_fails_as_a_whole()
    {
        string id = await OpenAsync("insert", "Account", "CSV");
        string bad = await AddAsync(id, "Name,Nope\nWhole A,x\n", "text/csv");
        XElement failed = await DoneAsync(id, bad);
        (failed.Element(Dataload + "state")!.Value, failed.Element(Dataload + "stateMessage")!.Value).Should().Be(("Failed", "InvalidBatch : Field name not found : Nope"));
        string torn = await AddAsync(id, "Name\nWhole B\n\"Whole C\n", "text/csv");
        (await DoneAsync(id, torn)).Element(Dataload + "numberRecordsProcessed")!.Value.Should().Be("0");
        (await _bulk.SendAsync("GET", $"{Root}/{id}/batch/{bad}/result")).Text.Should().Contain("<exceptionMessage>Records not processed</exceptionMessage>");
        string query = await OpenAsync("query", "Account", "CSV");
        string refused = await AddAsync(query, "SELECT BillingAddress FROM Account", "text/csv");
        (await DoneAsync(query, refused)).Element(Dataload + "stateMessage")!.Value
            .Should().Be("InvalidBatch : Failed to process query: FUNCTIONALITY_NOT_ENABLED: Selecting compound data not supported in Bulk Query");
        (await PostXmlAsync("/" + id, "<state>Aborted</state>")).Text.Should().Contain("<state>Aborted</state>");
        (await _client.QueryAsync("SELECT COUNT() FROM Account WHERE Name LIKE 'Whole _'")).GetProperty("totalSize").GetInt32().Should().Be(0);
    }

    [Theory]
    [InlineData("", "<operation>insert</operation><object>Video__c</object><contentType>CSV</contentType>", "InvalidJob", "Unable to find object: Video__c")]
    [InlineData("", "<operation>insert</operation>", "InvalidJob", "object is a required field")]
    [InlineData("", "<operation>", "InvalidXML", "Unable to parse XML")]
    [InlineData("/750000000000000AAA", "<state>Closed</state>", "InvalidJob", "Unable to find job: 750000000000000AAA")]
    public async Task What_is_no_job_is_refused_in_this_interfaces_words(string rest, string content, string code, string message)
    {
        BulkAnswer answer = await PostXmlAsync(rest, content);
        answer.Status.Should().Be(400);
        XElement error = XElement.Parse(answer.Text);
        (error.Element(Dataload + "exceptionCode")!.Value, error.Element(Dataload + "exceptionMessage")!.Value).Should().Be((code, message));
    }

    [Fact]
    public async Task Dead_session_and_a_wrong_type_are_refused_in_XML_and_in_JSON()
    {
        using HttpClient http = new() { BaseAddress = fixture.Org.Url };
        using HttpRequestMessage request = new(HttpMethod.Get, $"{Root}/750000000000000AAA");
        request.Headers.Add("X-SFDC-Session", "dead");
        using HttpResponseMessage answer = await http.SendAsync(request);
        ((int)answer.StatusCode).Should().Be(400);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("<exceptionCode>InvalidSessionId</exceptionCode>");
        (await _bulk.SendAsync("POST", Root, """{"operation":"insert","object":"Nope","contentType":"JSON"}""")).Json.GetProperty("exceptionCode").GetString().Should().Be("InvalidJob");
        string id = await OpenAsync("insert", "Account", "CSV");
        (await _bulk.SendAsync("POST", $"{Root}/{id}/batch", "Name\nx\n", "text/plain")).Text.Should().Contain("<exceptionCode>UnsupportedContentType</exceptionCode>");
    }

    private Task<BulkAnswer> PostXmlAsync(string rest, string content) => _bulk.SendAsync(
        "POST", Root + rest, $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><jobInfo xmlns=\"{Dataload}\">{content}</jobInfo>", Xml);

    private async Task<string> OpenAsync(string operation, string objectName, string type) => XElement.Parse(
        (await PostXmlAsync("", $"<operation>{operation}</operation><object>{objectName}</object><contentType>{type}</contentType>")).Text).Element(Dataload + "id")!.Value;

    private async Task<string> AddAsync(string job, string body, string type)
    {
        BulkAnswer answer = await _bulk.SendAsync("POST", $"{Root}/{job}/batch", body, type, ("Accept", "application/xml"));
        answer.Status.Should().Be(201, answer.Text);
        return type == "application/json" ? answer.Json.GetProperty("id").GetString()! : XElement.Parse(answer.Text).Element(Dataload + "id")!.Value;
    }

    private async Task<XElement> DoneAsync(string job, string batch)
    {
        for (int attempt = 0; attempt < 600; attempt++)
        {
            var info = XElement.Parse((await _bulk.SendAsync("GET", $"{Root}/{job}/batch/{batch}", headers: ("Accept", "application/xml"))).Text);
            if (info.Element(Dataload + "state")!.Value is not ("Queued" or "InProgress"))
                return info;
            await Task.Delay(20);
        }
        throw new TimeoutException($"Batch {batch} is not done.");
    }
}
