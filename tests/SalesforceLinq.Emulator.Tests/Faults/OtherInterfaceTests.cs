using System.Text.Json;
using System.Xml.Linq;
using SalesforceLinq.Emulator.Tests.Bulk;
using SalesforceLinq.Emulator.Tests.Hosting;

namespace SalesforceLinq.Emulator.Tests.Faults;

/// <summary>Faults reach what is not the REST API of records, and speak its language.</summary>
public sealed class OtherInterfaceTests : FaultTest
{
    private const string Create = """<u:create><u:sObjects><o:type>Account</o:type><o:Name>A</o:Name></u:sObjects><u:sObjects><o:type>Account</o:type><o:Name>B</o:Name></u:sObjects></u:create>""";

    [Theory]
    [InlineData("POST", "jobs/ingest")]
    [InlineData("PUT", "jobs/ingest/*/batches")]
    [InlineData("PATCH", "jobs/ingest/*")]
    public async Task Locked_row_fails_the_first_record_of_a_bulk_job(string method, string path)
    {
        using BulkClient bulk = new(Org);
        Org.Faults.On(method, path).Fail(Fault.RowLocked);
        (string id, JsonElement info) = await bulk.LoadAsync("""{"object":"Account","operation":"insert"}""", "Name\nA\nB\n");
        (info.GetProperty("state").GetString(), info.GetProperty("numberRecordsFailed").GetInt32()).Should().Be(("JobComplete", 1));
        (await bulk.IngestAsync("GET", $"/{id}/failedResults")).Text.Should().Contain("UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record");
        (await CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Locked_row_fails_the_first_record_of_a_batch_of_the_older_interface()
    {
        using BulkClient bulk = new(Org);
        string job = (await bulk.SendAsync("POST", "/services/async/66.0/job", """{"object":"Account","operation":"insert","contentType":"JSON"}""")).Json.GetProperty("id").GetString()!;
        ScriptedFault fault = Org.Faults.Next(Fault.RowLocked);
        string batch = (await bulk.SendAsync("POST", $"/services/async/66.0/job/{job}/batch", """[{"Name":"A"},{"Name":"B"}]""")).Json.GetProperty("id").GetString()!;
        fault.Hits.Should().Be(1);
        BulkAnswer results;
        while ((results = await bulk.SendAsync("GET", $"/services/async/66.0/job/{job}/batch/{batch}/result")).Status != 200)
            await Task.Delay(20);
        results.Json[0].GetProperty("errors")[0].GetProperty("statusCode").GetString().Should().Be("UNABLE_TO_LOCK_ROW");
        results.Json[1].GetProperty("success").GetBoolean().Should().BeTrue();
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/xml")]
    public async Task Refusal_of_the_older_bulk_interface_is_in_its_own_form(string accept)
    {
        using BulkClient bulk = new(Org);
        Org.Faults.Next(Fault.ServiceUnavailable);
        BulkAnswer answer = await bulk.SendAsync("GET", "/services/async/66.0/job/750000000000001", null, "application/json", ("Accept", accept));
        answer.Status.Should().Be(503);
        answer.Headers["Retry-After"].Should().Be("1");
        string code = accept.EndsWith("json", StringComparison.Ordinal)
            ? answer.Json.GetProperty("exceptionCode").GetString()!
            : XDocument.Parse(answer.Text).Root!.Elements().Single(element => element.Name.LocalName == "exceptionCode").Value;
        code.Should().Be("SERVER_UNAVAILABLE");
        Org.Faults.Next(Fault.ExpiredSession);
        (await bulk.SendAsync("GET", "/services/async/66.0/job/750000000000001", null, "application/json", ("Accept", "application/json"))).Json.GetProperty("exceptionCode").GetString().Should().Be("InvalidSessionId");
    }

    [Fact]
    public async Task Locked_row_is_an_uncaught_exception_of_apex_and_its_code_does_not_run()
    {
        int runs = 0;
        Org.Apex.Map("POST", "Work", _ => ++runs);
        Org.Apex.Map("GET", "Work", _ => ++runs);
        Org.Faults.Next(Fault.RowLocked);
        (await StatusAsync("GET", "/services/apexrest/Work")).Should().Be(200, "it may not write anything");
        (int status, JsonElement body, _) = await Client.SendAsync("POST", "/services/apexrest/Work");
        status.Should().Be(500);
        body[0].GetProperty("errorCode").GetString().Should().Be("APEX_ERROR");
        body[0].GetProperty("message").GetString().Should().StartWith("System.DmlException: ").And.Contain("UNABLE_TO_LOCK_ROW, unable to obtain exclusive access to this record");
        runs.Should().Be(1);
        (await StatusAsync("POST", "/services/apexrest/Work")).Should().Be(200);
    }

    [Fact]
    public async Task Soap_is_hit_by_rules_that_name_it_and_answers_with_faults()
    {
        using SoapClient soap = new(Org);
        Org.Faults.Next(Fault.ServiceUnavailable);
        (await soap.ResultsAsync("<u:getServerTimestamp/>")).Should().ContainSingle();
        Org.Faults.Clear();

        Org.Faults.On(path: "/services/Soap/*").Fail(Fault.ConcurrentRequestLimit);
        (int status, XElement body) = await soap.SendAsync(Create);
        (status, body.Name.LocalName).Should().Be((403, "Fault"));
        body.Value.Should().Contain("REQUEST_LIMIT_EXCEEDED");
        (await CountAsync()).Should().Be(0);

        Org.Faults.On(path: "/services/Soap/*").Fail(Fault.RowLocked);
        XElement[] results = await soap.ResultsAsync(Create);
        results[0].Descendants().Single(element => element.Name.LocalName == "statusCode").Value.Should().Be("UNABLE_TO_LOCK_ROW");
        SoapClient.Text(results[1], "success").Should().Be("true");

        Org.Faults.On(path: "/services/Soap/*").Fail(Fault.ExpiredSession);
        (await soap.FaultAsync(Create)).Should().Be("INVALID_SESSION_ID");
        (await soap.FaultAsync(Create)).Should().Be("INVALID_SESSION_ID", "the session is dead for good");
    }

    [Fact]
    public async Task Soap_call_that_breaks_off_was_carried_out()
    {
        using SoapClient soap = new(Org);
        Org.Faults.On(path: "/services/Soap/*").Fail(Fault.DroppedAfterCommit);
        await FluentActions.Awaiting(() => soap.SendAsync(Create)).Should().ThrowAsync<HttpRequestException>();
        (await CountAsync()).Should().Be(2);
    }
}
