using Newtonsoft.Json.Linq;
using SalesforceLinq.Http;

namespace SalesforceLinq.Conformance.Tests.Client;

public sealed class ClientCompositeTests
{
    [SkippableFact]
    public async Task Every_recorded_collection_result_is_read_item_by_item()
    {
        int read = 0;
        foreach (Recording recording in Recording.In("composite-collections"))
        {
            if (recording.Json is not JArray items || items.Count == 0 || items[0]["success"] is null)
                continue;
            await using SalesforceClient client = new Replay(recording).Client();
            IReadOnlyList<RecordResult> results = await client.Collections.CreateAsync("Account", items.Select(_ => new { Name = "x" }));
            results.Select(result => result.Success).Should().Equal(items.Select(item => (bool)item["success"]!), recording.ToString());
            results.Should().OnlyContain(result => result.Success || (result.Errors.Count > 0 && result.Errors[0].ErrorCode.Length > 0));
            read++;
        }

        read.Should().BeGreaterThanOrEqualTo(6);
    }

    [SkippableFact]
    public async Task Every_recorded_composite_answer_is_tied_to_its_requests()
    {
        int read = 0;
        foreach (Recording recording in Recording.In("composite").Concat(Recording.In("composite-collections")))
        {
            if (recording.Json is not JObject body || body["compositeResponse"] is not JArray answers)
                continue;
            await using SalesforceClient client = new Replay(recording).Client();
            Subrequest[] subrequests = [.. answers.Select(answer => new Subrequest(HttpMethod.Get, "limits", (string)answer["referenceId"]!))];
            CompositeResult result = await client.Composite.SendAsync(new CompositeRequest(subrequests));
            foreach (JToken answer in answers)
            {
                SubrequestResult one = result[(string)answer["referenceId"]!];
                ((int)one.StatusCode).Should().Be((int)answer["httpStatusCode"]!);
                (one.Success || one.StatusCode == System.Net.HttpStatusCode.NotModified || one.Errors.Count > 0).Should().BeTrue(recording.ToString());
            }

            read++;
        }

        read.Should().BeGreaterThanOrEqualTo(6);
    }

    [SkippableFact]
    public async Task Every_recorded_graph_is_read()
    {
        foreach (Recording recorded in Recording.In("composite-graph"))
        {
            // Recorded with version 51.0; from 52.0 on a hyphen in a reference id fails the whole call, so the client refuses it.
            Recording recording = recorded with { Body = recorded.Body.Replace("insert-", "insert_", StringComparison.Ordinal) };
            var body = JObject.Parse(recording.Body);
            await using SalesforceClient client = new Replay(recording).Client();
            CompositeGraph[] graphs =
            [
                .. body["graphs"]!.Select(graph => new CompositeGraph(
                    (string)graph["graphId"]!,
                    [.. graph["graphResponse"]!["compositeResponse"]!.Select(answer => new Subrequest(HttpMethod.Get, "sobjects/Account", (string)answer["referenceId"]!))])),
            ];
            IReadOnlyList<CompositeGraphResult> results = await client.Composite.SendGraphAsync(graphs);
            results.Select(graph => graph.Success).Should().Equal(body["graphs"]!.Select(graph => (bool)graph["isSuccessful"]!), recording.ToString());
            results.Should().OnlyContain(graph => graph.Success || graph.Results.Any(answer => answer.Errors.Count > 0));
        }
    }
}
