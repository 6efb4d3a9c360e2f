using Newtonsoft.Json.Linq;
using SalesforceLinq.Conformance.Tests.Client;

namespace SalesforceLinq.Conformance.Tests.Wire;

/// <summary>The emulated org answers as recorded: rows, upserts, errors, changes, limits, versions.</summary>
public sealed class RecordWireTests(RecordedOrg org) : IClassFixture<RecordedOrg>
{
    private const string Root = "/services/data/v51.0";

    [SkippableFact]
    public async Task Create_update_and_delete_have_the_recorded_status_body_and_headers()
    {
        Recording created = Recording.Of("sobject-crud", "create-201.wiremock.json");
        OrgAnswer answer = await org.SendAsync("POST", Root + "/sobjects/Movie__c", """{"Name":"Star Wars"}""");
        answer.Status.Should().Be(created.Status);
        Shape.Of(answer.Json).Should().Be(Shape.Of(created.Json!));
        string id = (string)answer.Json["id"]!;
        answer.Headers["Location"].Should().Be($"{Root}/sobjects/Movie__c/{id}");
        foreach ((string method, string file) in ((string, string)[])[("PATCH", "update-204.wiremock.json"), ("DELETE", "delete-204.wiremock.json")])
        {
            OrgAnswer empty = await org.SendAsync(method, $"{Root}/sobjects/Movie__c/{id}", method == "PATCH" ? """{"ReleaseDate__c":"1980-05-21"}""" : null);
            (empty.Status, empty.Body).Should().Be((Recording.Of("sobject-crud", file).Status, ""));
            empty.Headers.Should().NotContainKey("Content-Type");
        }
    }

    [SkippableFact]
    public async Task Answers_carry_the_recorded_headers()
    {
        var recorded = JObject.Parse(Shape.Text("query/query-accounts-simple.wiremock.json"));
        OrgAnswer answer = await org.QueryAsync("SELECT Name FROM Account LIMIT 2", "v53.0");
        foreach (JProperty header in ((JObject)recorded["response"]!["headers"]!).Properties())
        {
            // A cookie tells browsers apart: no client of the API has a use for it.
            if (header.Name != "Set-Cookie")
                answer.Headers.Should().ContainKey(header.Name);
        }
        answer.Headers["Content-Type"].Replace(" ", "", StringComparison.Ordinal).Should().Be((string?)recorded["response"]!["headers"]!["Content-Type"]);
        foreach (string name in (string[])["Vary", "X-Content-Type-Options", "X-XSS-Protection", "X-Robots-Tag"])
            answer.Headers[name].Should().Be((string?)recorded["response"]!["headers"]![name], name);
        answer.Headers["Sforce-Limit-Info"].Should().MatchRegex("^api-usage=\\d+/\\d+$");
    }

    [SkippableFact]
    public async Task Upsert_answers_by_version_as_recorded()
    {
        OrgAnswer created = await org.SendAsync("PATCH", "/services/data/v45.0/sobjects/Opportunity/external_id__c/w1", """{"Name":"W","StageName":"Prospecting","CloseDate":"2030-01-01"}""");
        Recording recorded = Recording.Of("sobject-crud", "rdb-upsert-created-201-pre-v46.yml");
        created.Status.Should().Be(recorded.Status);
        Shape.Of(created.Json).Should().Be(Shape.Of(recorded.Json!));
        OrgAnswer updated = await org.SendAsync("PATCH", "/services/data/v45.0/sobjects/Opportunity/external_id__c/w1", """{"Name":"W2"}""");
        (updated.Status, updated.Body).Should().Be((Recording.Of("sobject-crud", "rdb-upsert-updated-204-pre-v46.yml").Status, ""));
    }

    [SkippableTheory]
    [InlineData("INVALID_FIELD-create-400", "POST", "/sobjects/Account", """{"Name":"x","FavoritePet__c":"Dog"}""")]
    [InlineData("INVALID_FIELD-update-400", "PATCH", "/sobjects/Movie__c/{movie}", """{"Color__c":"red"}""")]
    [InlineData("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST-create-400", "POST", "/sobjects/Movie__c", """{"Name":"x","Rating__c":"Terrible"}""")]
    [InlineData("MALFORMED_ID-update-400", "PATCH", "/sobjects/Movie__c/a00B000000FSjVUIB1", """{"Name":"x"}""")]
    [InlineData("REQUIRED_FIELD_MISSING-create-400", "POST", "/sobjects/Spaceship__c", """{"Name":"Falcon"}""")]
    [InlineData("NOT_FOUND-create-unknown-object-404", "POST", "/sobjects/PlayingCard__c", """{"Name":"x"}""")]
    [InlineData("INVALID_FIELD-query-unknown-column-400", "GET", "/query?q=SELECT+Bacon__c+FROM+Account+LIMIT+2", null)]
    [InlineData("MALFORMED_QUERY-400", "GET", "/query?q=SELEKT", null)]
    [InlineData("ENTITY_IS_DELETED-delete-404", "DELETE", "/sobjects/Movie__c/{deleted}", null)]
    public async Task Refusal_is_the_recorded_one_to_the_letter(string file, string method, string path, string? body)
    {
        Recording recorded = Recording.Of("errors", file + ".wiremock.json");
        string movie = await org.CreateAsync("Movie__c", """{"Name":"Movie"}""");
        string deleted = await org.CreateAsync("Movie__c", """{"Name":"Deleted"}""");
        await org.SendAsync("DELETE", $"{Root}/sobjects/Movie__c/{deleted}");
        OrgAnswer answer = await org.SendAsync(method, Root + path.Replace("{movie}", movie, StringComparison.Ordinal).Replace("{deleted}", deleted, StringComparison.Ordinal), body);
        answer.Status.Should().Be(recorded.Status);
        answer.Body.Should().Be(recorded.Body);
        answer.Headers.Should().ContainKey("Sforce-Limit-Info");
    }

    [SkippableFact]
    public async Task Dead_session_and_a_version_that_is_none_are_refused_without_usage()
    {
        OrgAnswer dead = await org.SendAsync("POST", Root + "/sobjects/Account", """{"Name":"x"}""", token: "badToken");
        (dead.Status, dead.Body).Should().Be((401, Recording.Of("errors", "INVALID_SESSION_ID-401.wiremock.json").Body));
        dead.Headers["WWW-Authenticate"].Should().Be("Token");
        dead.Headers.Should().NotContainKey("Sforce-Limit-Info");
        OrgAnswer version = await org.SendAsync("POST", "/services/data/viAmABadVersion/sobjects/Account", """{"Name":"x"}""");
        (version.Status, version.Body).Should().Be((404, Recording.Of("errors", "NOT_FOUND-bad-api-version-404.wiremock.json").Body));
        version.Headers.Should().NotContainKey("Sforce-Limit-Info");
    }

    [SkippableFact]
    public async Task Error_in_XML_is_the_recorded_one()
    {
        OrgAnswer answer = await org.SendAsync("GET", Root + "/sobjects/Nope.xml");
        System.Xml.Linq.XElement.Parse(answer.Body).Should().BeEquivalentTo(System.Xml.Linq.XElement.Parse(Shape.Text("errors/jsf-NOT_FOUND-xml-body.xml")));
    }

    [SkippableFact]
    public async Task Updated_and_deleted_records_are_told_as_recorded()
    {
        string id = await org.CreateAsync("Movie__c", """{"Name":"Gone"}""");
        await org.SendAsync("DELETE", $"{Root}/sobjects/Movie__c/{id}");
        DateTime now = DateTime.UtcNow;
        string span = $"?start={now.AddHours(-1):yyyy-MM-ddTHH:mm:ss}Z&end={now.AddMinutes(2):yyyy-MM-ddTHH:mm:ss}Z";
        foreach (string kind in (string[])["updated", "deleted"])
        {
            OrgAnswer answer = await org.SendAsync("GET", $"{Root}/sobjects/{(kind == "updated" ? "User" : "Movie__c")}/{kind}/{span}");
            Shape.Of(answer.Json).Should().Be(Shape.Of(Shape.Json("updated-deleted", $"rf-get-{kind}.json")));
        }
    }

    [SkippableFact]
    public async Task Limits_and_versions_have_the_recorded_members()
    {
        OrgAnswer limits = await org.SendAsync("GET", "/services/data/v53.0/limits");
        Shape.Names(limits.Json).Should().Equal(Shape.Names(Shape.Json("limits", "ss-limits.json")).Order(StringComparer.Ordinal));
        limits.Json.Should().OnlyContain(limit => Shape.Of(((JProperty)limit).Value) == "{Max:integer,Remaining:integer}");
        OrgAnswer versions = await org.SendAsync("GET", "/services/data/");
        Shape.Of(versions.Json).Should().Be(Shape.Of(Shape.Json("versions", "ncf-versions.json")));
        versions.Headers.Should().NotContainKey("Sforce-Limit-Info");
    }
}
