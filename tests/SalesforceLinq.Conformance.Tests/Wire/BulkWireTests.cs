using System.Xml.Linq;
using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Conformance.Tests.Wire;

/// <summary>The emulated org's bulk jobs, batches, results and errors look as recorded.</summary>
public sealed class BulkWireTests(RecordedOrg org) : IClassFixture<RecordedOrg>
{
    private const string Jobs = "/services/data/v60.0/jobs";

    private static readonly XNamespace Dataload = "http://www.force.com/2009/06/asyncapi/dataload";

    [SkippableFact]
    public async Task Ingest_job_has_the_recorded_members_at_each_step()
    {
        (string id, JToken opened, JToken closed, JToken done) = await LoadAsync("Name,StageName,external_id__c,CloseDate\nA,Prospecting,job-1,2030-01-01\n");
        Shape.Of(opened).Should().Be(Shape.Of(Recorded("amp-upsert-job-Open.json", leaveOut: "externalIdFieldName")));
        Shape.Names(closed).Should().Equal(Shape.Names(Recorded("amp-upsert-job-UploadComplete.json")));
        Shape.Of(done).Should().Be(Shape.Of(Recorded("amp-job-info-JobComplete.json")));
        opened["contentUrl"]!.Value<string>().Should().Be($"services/data/v60.0/jobs/ingest/{id}/batches");
    }

    [SkippableFact]
    public async Task Job_with_an_unknown_column_fails_with_the_recorded_message()
    {
        (_, _, _, JToken done) = await LoadAsync("Name,StageName_invalid_field_on_purpose\nA,B\n");
        JToken recorded = Recorded("amp-job-info-Failed.json");
        Shape.Of(done).Should().Be(Shape.Of(recorded));
        foreach (string member in (string[])["state", "errorMessage", "numberRecordsProcessed", "numberRecordsFailed"])
            done[member].Should().BeEquivalentTo(recorded[member]);
    }

    [SkippableFact]
    public async Task Row_that_fails_is_answered_to_the_letter()
    {
        (string id, _, _, _) = await LoadAsync("Name,StageName,external_id__c,CloseDate\nNoemi Miller,GENERATED,external-id-3,2003-04-987654321987654321\n");
        (await org.SendAsync("GET", $"{Jobs}/ingest/{id}/failedResults/")).Body.TrimEnd().Should().Be(Shape.Text("bulk2-ingest/amp-partial-failure.csv").TrimEnd());
    }

    [SkippableFact]
    public async Task Finished_job_is_not_aborted()
    {
        (string id, _, _, _) = await LoadAsync("Name,StageName,external_id__c,CloseDate\nA,Prospecting,job-2,2030-01-01\n");
        OrgAnswer answer = await org.SendAsync("PATCH", $"{Jobs}/ingest/{id}", """{"state":"Aborted"}""");
        (answer.Status, answer.Body).Should().Be((400, Client.Recording.Of("errors", "INVALIDJOBSTATE-bulk2-abort-completed-400.wiremock.json").Body));
    }

    [SkippableFact]
    public async Task Query_job_and_its_results_look_as_recorded()
    {
        JToken created = (await org.SendAsync("POST", Jobs + "/query", """{"operation":"query","query":"SELECT Id FROM Account"}""")).Json;
        Shape.Of(created).Should().Be(Shape.Of(JToken.Parse(Shape.Text("bulk2-query/amp-query-job-UploadComplete.json"))));
        JToken done = await DoneAsync("query", (string)created["id"]!);
        JToken recorded = Shape.Json("bulk2-query", "query-job-info-JobComplete.wiremock.json");
        Shape.Names(done).Should().Equal(Shape.Names(recorded));
        OrgAnswer results = await org.SendAsync("GET", $"{Jobs}/query/{created["id"]}/results?maxRecords=2");
        results.Headers["Content-Type"].Should().Be("text/csv");
        results.Headers["Sforce-NumberOfRecords"].Should().Be("2");
        results.Headers.Should().ContainKey("Sforce-Locator");
    }

    [SkippableFact]
    public async Task Older_interface_answers_the_recorded_XML()
    {
        const string Root = "/services/async/60.0/job";
        string request = Shape.Text("bulk1/sb-job-create-request.xml").Replace("VideoEvent__c", "Opportunity", StringComparison.Ordinal).Replace("Id__c", "external_id__c", StringComparison.Ordinal);
        OrgAnswer opened = await org.SendAsync("POST", Root, request, "application/xml");
        opened.Status.Should().Be(201);
        Elements(opened.Body).Should().Equal(Elements(Shape.Text("bulk1/sb-job-create-response.xml")));
        string id = XElement.Parse(opened.Body).Element(Dataload + "id")!.Value;
        OrgAnswer queued = await org.SendAsync("POST", $"{Root}/{id}/batch", "Name,StageName,external_id__c,CloseDate\nA,Prospecting,old-1,2030-01-01\n", "text/csv");
        queued.Status.Should().Be(201);
        string batch = XElement.Parse(queued.Body).Element(Dataload + "id")!.Value;
        OrgAnswer info;
        do
            info = await org.SendAsync("GET", $"{Root}/{id}/batch/{batch}");
        while (XElement.Parse(info.Body).Element(Dataload + "state")!.Value is "Queued" or "InProgress");
        Elements(info.Body).Should().Equal(Elements(Shape.Text("bulk1/sb-batch-info.xml")).Where(name => name != "stateMessage"));
        OrgAnswer result = await org.SendAsync("GET", $"{Root}/{id}/batch/{batch}/result");
        result.Body.Split('\n')[0].Should().Be(Shape.Text("bulk1/sb-batch-result.csv").Split('\n')[0]);
        OrgAnswer closed = await org.SendAsync("POST", $"{Root}/{id}", $"<jobInfo xmlns=\"{Dataload}\"><state>Closed</state></jobInfo>", "application/xml");
        Elements(closed.Body).Should().Equal(Elements(Shape.Text("bulk1/sb-job-close-response.xml")));
    }

    [SkippableFact]
    public async Task Older_interface_refuses_in_the_recorded_words()
    {
        const string Root = "/services/async/60.0/job";
        OrgAnswer job = await org.SendAsync("POST", Root, $"<jobInfo xmlns=\"{Dataload}\"><operation>insert</operation><object>Video__c</object></jobInfo>", "application/xml");
        XElement.Parse(job.Body).Should().BeEquivalentTo(XElement.Parse(Shape.Text("errors/sb-bulk1-InvalidJob.xml")));
        OrgAnswer session = await org.SendAsync("GET", Root + "/750000000000000AAA", token: "dead");
        (session.Status, XElement.Parse(session.Body).ToString()).Should().Be((400, XElement.Parse(Shape.Text("errors/sb-bulk1-InvalidSessionId.xml")).ToString()));
    }

    private static JToken Recorded(string file, string? leaveOut = null)
    {
        var job = JObject.Parse(Shape.Text("bulk2-ingest/" + file));
        if (leaveOut is not null)
            job.Remove(leaveOut);
        return job;
    }

    private static IEnumerable<string> Elements(string xml) => XElement.Parse(xml).Elements().Select(element => element.Name.LocalName);

    private async Task<(string Id, JToken Opened, JToken Closed, JToken Done)> LoadAsync(string csv)
    {
        JToken opened = (await org.SendAsync("POST", Jobs + "/ingest", """{"object":"Opportunity","operation":"upsert","externalIdFieldName":"external_id__c"}""")).Json;
        string id = (string)opened["id"]!;
        OrgAnswer upload = await org.SendAsync("PUT", $"{Jobs}/ingest/{id}/batches", csv, "text/csv");
        (upload.Status, upload.Body).Should().Be((201, ""));
        JToken closed = (await org.SendAsync("PATCH", $"{Jobs}/ingest/{id}", """{"state":"UploadComplete"}""")).Json;
        return (id, opened, closed, await DoneAsync("ingest", id));
    }

    private async Task<JToken> DoneAsync(string kind, string id)
    {
        while (true)
        {
            JToken job = (await org.SendAsync("GET", $"{Jobs}/{kind}/{id}")).Json;
            if ((string)job["state"]! is "JobComplete" or "Failed")
                return job;
            await Task.Delay(20);
        }
    }
}
