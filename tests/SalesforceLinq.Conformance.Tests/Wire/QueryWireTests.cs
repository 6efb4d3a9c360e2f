using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Conformance.Tests.Wire;

/// <summary>The emulated org's query answers have the members of the recorded ones, in their order.</summary>
public sealed class QueryWireTests(RecordedOrg org) : IClassFixture<RecordedOrg>
{
    [SkippableFact]
    public async Task Page_and_the_next_one_have_their_members_in_the_recorded_order()
    {
        for (int chunk = 0; chunk < 2; chunk++)
        {
            string records = string.Join(',', Enumerable.Range(0, 150).Select(row => $$"""{"attributes":{"type":"Movie__c"},"Name":"Page {{row}}"}"""));
            await org.SendAsync("POST", "/services/data/v60.0/composite/sobjects", $$"""{"records":[{{records}}]}""");
        }
        JToken recorded = Shape.Json("query", "query-page1-nextRecordsUrl.wiremock.json");
        using HttpClient http = new();
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(org.Org.Url, "/services/data/v51.0/query?q=SELECT+Rating__c,Name+FROM+Movie__c+WHERE+Name+LIKE+'Page+%25'"));
        request.Headers.Add("Authorization", "Bearer " + org.Org.AccessToken);
        request.Headers.Add("Sforce-Query-Options", "batchSize=200");
        using HttpResponseMessage response = await http.SendAsync(request);
        var page = JObject.Parse(await response.Content.ReadAsStringAsync());
        Shape.Names(page).Should().Equal(Shape.Names(recorded));
        Shape.Names(page["records"]![0]!).Should().Equal("attributes", "Rating__c", "Name");
        Shape.Names(page["records"]![0]!["attributes"]!).Should().Equal(Shape.Names(recorded["records"]![0]!["attributes"]!));
        ((string)page["nextRecordsUrl"]!).Should().MatchRegex("^/services/data/v51.0/query/\\w{18}-200$");
        OrgAnswer last = await org.SendAsync("GET", (string)page["nextRecordsUrl"]!);
        Shape.Names(last.Json).Should().Equal(Shape.Names(Shape.Json("query", "ncf-batch4-last.json")));
    }

    [SkippableFact]
    public async Task Parents_children_and_missing_children_look_as_recorded()
    {
        string account = await org.CreateAsync("Account", """{"Name":"GenePoint W"}""");
        await org.CreateAsync("Contact", $$"""{"LastName":"Frank","FirstName":"Edna","AccountId":"{{account}}"}""");
        string childless = await org.CreateAsync("Account", """{"Name":"Childless W"}""");
        JToken children = (await org.QueryAsync($"SELECT Name, (SELECT FirstName, LastName FROM Contacts) FROM Account WHERE Id IN ('{account}', '{childless}') ORDER BY Name DESC", "v53.0")).Json;
        JToken recorded = Shape.Json("query", "query-child-subquery-contacts.wiremock.json");
        Shape.Names(children).Should().Equal(Shape.Names(recorded));
        Shape.Of(children["records"]![0]!).Should().Be(Shape.Of(recorded["records"]![0]!));
        children["records"]![1]!["Contacts"]!.Type.Should().Be(JTokenType.Null);
        JToken parent = (await org.QueryAsync("SELECT Name, Owner.Name FROM Account LIMIT 1", "v55.0")).Json;
        Shape.Of(parent).Should().Be(Shape.Of(Shape.Json("query", "query-parent-owner-name.wiremock.json")));
    }

    [SkippableFact]
    public async Task Counts_aggregates_blobs_and_nothing_at_all_look_as_recorded()
    {
        Shape.Of((await org.QueryAsync("SELECT COUNT() FROM Account")).Json).Should().Be(Shape.Of(Shape.Json("query", "ncf-count-query.json")));
        Shape.Of((await org.QueryAsync("SELECT Id FROM Account WHERE Name = 'no such account'")).Json).Should().Be(Shape.Of(Shape.Json("query", "ncf-empty.json")));
        await org.CreateAsync("ContentVersion", """{"Title":"W","PathOnClient":"w.txt","VersionData":"aGVsbG8="}""");
        JToken blob = (await org.QueryAsync("SELECT VersionData FROM ContentVersion WHERE Title = 'W'", "v55.0")).Json;
        Shape.Of(blob).Should().Be(Shape.Of(Shape.Json("query", "query-blob-field-versiondata-url.wiremock.json")));
        JToken groups = (await org.QueryAsync("SELECT Industry, COUNT(Id) FROM Account GROUP BY Industry")).Json;
        JToken recorded = Shape.Json("query", "rf-aggregate-expr0-null-group.json");
        groups["records"]!.Select(row => Shape.Of(row["attributes"]!)).Distinct().Should().Equal(Shape.Of(recorded["records"]![0]!["attributes"]!));
        Shape.Names(groups["records"]![0]!).Should().Equal("attributes", "Industry", "expr0");
    }
}
