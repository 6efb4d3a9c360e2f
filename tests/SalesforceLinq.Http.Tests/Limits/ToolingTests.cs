using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http.Tests.Limits;

/// <summary>What the emulated org does not serve, against scripted answers.</summary>
public sealed class ToolingTests
{
    [Fact]
    public async Task Tooling_query_and_call_go_below_tooling()
    {
        var stub = new StubOrg().Answers("""{"totalSize":1,"done":true,"records":[{"Name":"A"}]}""").Answers("""{"x":1}""");
        await using SalesforceClient client = stub.Client();
        (await client.ToolingQueryAsync("SELECT Name FROM ApexClass").ToListAsync()).Should().ContainSingle();
        (await client.ToolingAsync<JObject>("sobjects/ApexClass/describe"))!["x"]!.Value<int>().Should().Be(1);
        stub.Requests[0].Url.Should().Contain("/services/data/v66.0/tooling/query?q=");
        stub.Requests[1].Url.Should().EndWith("/services/data/v66.0/tooling/sobjects/ApexClass/describe");
    }

    [Fact]
    public async Task Anonymous_apex_tells_problems_and_is_never_sent_twice()
    {
        var stub = new StubOrg()
            .Answers("""{"line":1,"column":3,"compiled":false,"success":false,"compileProblem":"Unexpected token","exceptionStackTrace":null,"exceptionMessage":null}""")
            .Throws(new HttpRequestException(HttpRequestError.ResponseEnded, "gone"));
        await using SalesforceClient client = stub.Client();
        ExecuteAnonymousResult result = await client.ExecuteAnonymousAsync("x+;");
        result.CompileProblem.Should().Be("Unexpected token");
        stub.Requests[0].Url.Should().EndWith("executeAnonymous?anonymousBody=x%2B%3B");
        Func<Task> lost = () => client.ExecuteAnonymousAsync("delete [SELECT Id FROM Account];");
        (await lost.Should().ThrowAsync<SalesforceTransportException>()).Which.MayHaveHappened.Should().BeTrue();
        stub.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Set_password_sends_it_in_the_body()
    {
        var stub = new StubOrg().Answers("", System.Net.HttpStatusCode.NoContent);
        await using SalesforceClient client = stub.Client();
        await client.SetPasswordAsync("005000000000001AAA", "new \"one\"");
        stub.Requests[0].Should().Be(("POST", "https://example.my.salesforce.com/services/data/v66.0/sobjects/User/005000000000001AAA/password", """{"NewPassword":"new \"one\""}"""));
    }

    [Fact]
    public async Task Apex_method_without_a_result_gives_the_default()
    {
        var stub = new StubOrg().Answers("", mediaType: "text/plain").Answers("""[{"errorCode":"APEX_ERROR","message":"System.NullPointerException"}]""", System.Net.HttpStatusCode.InternalServerError);
        await using SalesforceClient client = stub.Client();
        (await client.ApexAsync<JToken>("Nothing", HttpMethod.Delete)).Should().BeNull();
        Func<Task> thrown = () => client.ApexAsync<JToken>("Broken");
        (await thrown.Should().ThrowAsync<SalesforceApiException>()).Which.Attempts.Should().Be(1);
    }
}
