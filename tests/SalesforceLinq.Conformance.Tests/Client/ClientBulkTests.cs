using Newtonsoft.Json.Linq;
using SalesforceLinq.Http;

namespace SalesforceLinq.Conformance.Tests.Client;

public sealed class ClientBulkTests
{
    [SkippableTheory]
    [InlineData("bulk2-ingest", 9)]
    [InlineData("bulk2-query", 2)]
    public async Task Every_recorded_job_is_read_with_its_state_and_its_counts(string folder, int jobs)
    {
        int read = 0;
        foreach (Recording recording in Recording.In(folder))
        {
            if (recording.Json is not JObject body)
                continue;
            await using SalesforceClient client = new Replay(recording).Client();
            BulkJob job = await client.Bulk.GetJobAsync("750ak000009Dl5bAAC");
            (job.Id, job.State.ToString(), job.Operation, job.ObjectName).Should().Be(((string)body["id"]!, (string)body["state"]!, (string?)body["operation"], (string?)body["object"]));
            (job.RecordsProcessed, job.RecordsFailed).Should().Be(((long?)body["numberRecordsProcessed"] ?? 0, (long?)body["numberRecordsFailed"] ?? 0), recording.ToString());
            job.ErrorMessage.Should().Be((string?)body["errorMessage"]);
            job.Created.Should().NotBeNull();
            read++;
        }

        read.Should().Be(jobs);
    }

    [SkippableFact]
    public async Task Recorded_refusals_are_told_apart_into_code_message_and_fields()
    {
        List<BulkRecordResult> stub = await FailedAsync("failedResults.wiremock.json");
        stub.Should().HaveCount(2).And.OnlyContain(failed => failed.Id == null && failed.Error!.ErrorCode == "REQUIRED_FIELD_MISSING"
            && failed.Error.Message == "Required fields are missing: [Name]" && failed.Error.Fields.Single() == "Name");
        stub[0].Record.Properties().Select(field => field.Name).Should().Equal("Name", "Description", "NumberOfEmployees");
        ((string?)stub[0].Record["Name"], (string?)stub[0].Record["NumberOfEmployees"]).Should().Be((null, "30"));

        BulkRecordResult real = (await FailedAsync("amp-partial-failure.csv")).Should().ContainSingle().Which;
        real.Error!.ErrorCode.Should().Be("INVALID_FIELD");
        real.Error.Message.Should().StartWith("Failed to deserialize field at col 3.").And.EndWith("is not a valid value for the type xsd:date");
        real.Error.Fields.Should().Equal("CloseDate");
        ((string?)real.Record["Name"], (string?)real.Record["external_id__c"]).Should().Be(("Noemi Miller", "external-id-3"));
    }

    [SkippableFact]
    public async Task Recorded_records_that_were_written_are_read_with_their_ids()
    {
        await using SalesforceClient client = new Replay(Recording.Of("bulk2-ingest", "successfulResults.wiremock.json"), "text/csv").Client();
        List<BulkRecordResult> written = await client.Bulk.ReadSuccessfulAsync("7508Z00000lSXvxQAG").ToListAsync();
        written.Select(record => (record.Id, record.Created, (string?)record.Record["Name"])).Should().Equal(
            ("0018Z00002rGc7YQAS", true, "TestAccount1"), ("0018Z00002rGc7ZQAS", true, "TestAccount2"), ("0018Z00002rGc7aQAC", true, "TestAccount3"));
    }

    [SkippableFact]
    public async Task Recorded_rows_of_a_query_are_read()
    {
        Recording[] pages = [.. Recording.In("bulk2-query").Where(recording => recording.Path.EndsWith("/results", StringComparison.Ordinal))];
        pages.Should().HaveCount(2);
        foreach (Recording recording in pages)
        {
            await using SalesforceClient client = new Replay(recording, "text/csv").Client();
            List<BulkRecordResult> rows = await client.Bulk.ReadUnprocessedAsync("7508Z00000lTqQCQA0").ToListAsync();
            rows.Select(row => (string?)row.Record["Id"]).Should().Equal(recording.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1), recording.ToString());
        }
    }

    private static async Task<List<BulkRecordResult>> FailedAsync(string file)
    {
        await using SalesforceClient client = new Replay(Recording.Of("bulk2-ingest", file), "text/csv").Client();
        return await client.Bulk.ReadFailedAsync("7508Z00000lSXvxQAG").ToListAsync();
    }
}
