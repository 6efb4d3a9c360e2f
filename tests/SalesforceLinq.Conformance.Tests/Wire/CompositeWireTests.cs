using Newtonsoft.Json.Linq;
using SalesforceLinq.Conformance.Tests.Client;

namespace SalesforceLinq.Conformance.Tests.Wire;

/// <summary>The emulated org answers composite, collections and graph requests as recorded.</summary>
public sealed class CompositeWireTests(RecordedOrg org) : IClassFixture<RecordedOrg>
{
    private const string Root = "/services/data/v51.0";

    [SkippableFact]
    public async Task Subrequest_that_leads_nowhere_is_answered_to_the_letter()
    {
        JToken recorded = Recording.In("composite").Single(recording => recording.File == "cci-composite-subrequest-NOT_FOUND.yaml").Json!;
        OrgAnswer answer = await org.SendAsync("POST", Root + "/composite", $$"""{"compositeRequest":[{"referenceId":"CCI__RefId__0__","method":"GET","url":"{{Root}}/sobjects/Foo"}]}""");
        JToken.DeepEquals(answer.Json, recorded).Should().BeTrue(answer.Body);
        Shape.Of(answer.Json).Should().Be(Shape.Of(recorded));
    }

    [SkippableFact]
    public async Task Subrequest_for_what_did_not_change_is_answered_304_with_its_dates()
    {
        JToken recorded = Recording.In("composite").First(recording => recording.File == "cci-composite-304-httpHeaders-manual-edit.yaml").Json!["compositeResponse"]![0]!;
        string since = DateTimeOffset.UtcNow.AddMinutes(1).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        OrgAnswer answer = await org.SendAsync(
            "POST", Root + "/composite", $$"""{"compositeRequest":[{"referenceId":"a","method":"GET","url":"{{Root}}/sobjects","httpHeaders":{"If-Modified-Since":"{{since}}"} }]}""");
        JToken part = answer.Json["compositeResponse"]![0]!;
        Shape.Of(part).Should().Be(Shape.Of(recorded));
        ((int)part["httpStatusCode"]!).Should().Be(304);
    }

    [SkippableFact]
    public async Task Collections_have_the_recorded_items()
    {
        static string Contact(string fields) => $$"""{"attributes":{"type":"Contact"},{{fields}}}""";
        OrgAnswer created = await org.SendAsync("POST", "/services/data/v60.0/composite/sobjects", $$"""{"records":[{{Contact("\"LastName\":\"Dyer\"")}}]}""");
        Shape.Of(created.Json).Should().Be(Shape.Of(Shape.Json("composite-collections", "amp-create-success.json")));
        OrgAnswer partly = await org.SendAsync(
            "POST", "/services/data/v60.0/composite/sobjects", $$"""{"allOrNone":true,"records":[{{Contact("\"FirstName\":\"Siena\"")}},{{Contact("\"LastName\":\"Blevins\"")}}]}""");
        JToken.DeepEquals(partly.Json, Shape.Json("composite-collections", "amp-create-partial-allOrNone.json")).Should().BeTrue(partly.Body);
        OrgAnswer noId = await org.SendAsync("PATCH", "/services/data/v60.0/composite/sobjects", $$"""{"records":[{{Contact("\"LastName\":\"x\"")}}]}""");
        Shape.Of(noId.Json[0]!).Should().Be(Shape.Of(Shape.Json("composite-collections", "amp-update-MISSING_ARGUMENT-no-id.json")[0]!));
        OrgAnswer none = await org.SendAsync("POST", "/services/data/v60.0/composite/sobjects", """{"records":[]}""");
        none.Status.Should().Be(400);
        JToken.DeepEquals(none.Json, JToken.Parse(Shape.Text("errors/amp-REQUIRED_FIELD_MISSING-empty-collection-400.json"))).Should().BeTrue(none.Body);
    }

    [SkippableTheory]
    [InlineData("graph-create.wiremock.json", "POST", "/sobjects/Movie__c", """{"Name":"Star Wars Episode IV - A New Hope","Rating__c":"Excellent","ReleaseDate__c":null}""")]
    [InlineData("graph-single-create-error.wiremock.json", "POST", "/sobjects/Movie__c", """{"Name":"Star Wars Episode IV - A New Hope","Rating__c":"Amazing"}""")]
    [InlineData("graph-single-update.wiremock.json", "PATCH", "/sobjects/Movie__c/{movie}", """{"ReleaseDate__c":"1980-05-21"}""")]
    [InlineData("graph-single-delete.wiremock.json", "DELETE", "/sobjects/Movie__c/{movie}", null)]
    public async Task Graph_of_one_node_is_answered_as_recorded(string file, string method, string path, string? body)
    {
        JToken recorded = Shape.Json("composite-graph", file);
        string reference = (string)recorded["graphs"]![0]!["graphResponse"]!["compositeResponse"]![0]!["referenceId"]!;
        string url = Root + path.Replace("{movie}", await org.CreateAsync("Movie__c", """{"Name":"Movie"}"""), StringComparison.Ordinal);
        string node = $$"""{"url":"{{url}}","method":"{{method}}","referenceId":"{{reference}}"{{(body is null ? "" : ",\"body\":" + body)}}}""";
        OrgAnswer answer = await org.SendAsync("POST", Root + "/composite/graph", $$"""{"graphs":[{"graphId":"graph0","compositeRequest":[{{node}}]}]}""");
        Shape.Of(answer.Json).Should().Be(Shape.Of(recorded));
        if (file.Contains("error", StringComparison.Ordinal))
            JToken.DeepEquals(answer.Json, recorded).Should().BeTrue(answer.Body);
    }

    [SkippableFact]
    public async Task Graph_with_references_creates_parents_and_children()
    {
        JToken recorded = Shape.Json("composite-graph", "graph-create-tree-refs.wiremock.json");
        string nodes = string.Join(',', Enumerable.Range(1, 3).Select(number =>
            $$"""{"url":"{{Root}}/sobjects/Movie__c","method":"POST","referenceId":"referenceId{{number}}","body":{"Name":"M","Franchise__c":"@{referenceId0.id}"} }"""));
        OrgAnswer answer = await org.SendAsync(
            "POST", Root + "/composite/graph",
            $$"""{"graphs":[{"graphId":"graph0","compositeRequest":[{"url":"{{Root}}/sobjects/Franchise__c","method":"POST","referenceId":"referenceId0","body":{"Name":"Star Wars"} },{{nodes}}]}]}""");
        Shape.Of(answer.Json).Should().Be(Shape.Of(recorded));
    }
}
