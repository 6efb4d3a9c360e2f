using Newtonsoft.Json.Linq;
using SalesforceLinq.Emulator;

namespace SalesforceLinq.Http.Tests.Limits;

public sealed class ToolingTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]
    public async Task Tooling_query_and_call_go_below_tooling()
    {
        (await Client.ToolingQueryAsync("SELECT Name FROM ApexClass").ToListAsync()).Should().BeEmpty();
        (await Client.ToolingAsync<JObject>("sobjects/ApexClass/describe"))!["keyPrefix"]!.Value<string>().Should().Be("01p");
        Org.Requests.Select(request => request.Path).Where(path => path.Contains("tooling")).Should().Equal(
            "/services/data/v66.0/tooling/query?q=SELECT%20Name%20FROM%20ApexClass", "/services/data/v66.0/tooling/sobjects/ApexClass/describe");
    }

    [Fact]
    public async Task Anonymous_apex_runs_what_stands_for_it()
    {
        int runs = 0;
        Org.Apex.MapAnonymous("Orders.close('O\\'Neil + sons');", () => runs++);
        ExecuteAnonymousResult ran = await Client.ExecuteAnonymousAsync("Orders.close('O\\'Neil + sons');");
        ran.Success.Should().BeTrue();
        ran.Line.Should().Be(-1);
        runs.Should().Be(1);

        Org.Apex.MapAnonymous(code => code.StartsWith("fail"), _ => throw new InvalidOperationException("no"));
        ExecuteAnonymousResult thrown = await Client.ExecuteAnonymousAsync("fail();");
        (thrown.Compiled, thrown.Success).Should().Be((true, false));
        thrown.ExceptionMessage.Should().Be("System.InvalidOperationException: no");
        ExecuteAnonymousResult unknown = await Client.ExecuteAnonymousAsync("x+;");
        unknown.Compiled.Should().BeFalse();
        unknown.CompileProblem.Should().Contain("does not run Apex");
    }

    [Fact]
    public async Task Anonymous_apex_is_never_sent_twice()
    {
        await Client.GetLimitsAsync();
        Org.Requests.Clear();
        Org.Faults.Next(Fault.DroppedAfterCommit, on: target => target.Path.Contains("executeAnonymous"));
        Func<Task> lost = () => Client.ExecuteAnonymousAsync("delete [SELECT Id FROM Account];");
        (await lost.Should().ThrowAsync<SalesforceTransportException>()).Which.MayHaveHappened.Should().BeTrue();
        Org.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Password_travels_in_the_body_and_in_no_message()
    {
        Func<Task> unknown = () => Client.SetPasswordAsync("005000000000009AAA", "hush \"hush\"");
        (await unknown.Should().ThrowAsync<RecordNotFoundException>()).Which.ToString().Should().NotContain("hush");
        Org.Requests.Should().Contain(request => request.Method == "POST" && request.Path.EndsWith("/sobjects/User/005000000000009AAA/password"));
        Func<Task> noId = () => Client.SetPasswordAsync("../Account", "hush");
        await noId.Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task Reset_password_whose_answer_is_lost_is_not_sent_again()
    {
        await Client.GetLimitsAsync();
        string user = (await Client.GetUserInfoAsync()).UserId;
        Org.Faults.Next(Fault.DroppedBeforeCommit, on: target => target.Method == "DELETE");
        Func<Task> lost = () => Client.ResetPasswordAsync(user);
        (await lost.Should().ThrowAsync<SalesforceTransportException>()).Which.Attempts.Should().Be(1);
    }

    [Fact]
    public async Task Apex_method_without_a_result_gives_the_default_and_one_that_throws_is_not_called_again()
    {
        int calls = 0;
        Org.Apex.Map("GET", "Broken", _ => throw new InvalidOperationException($"call {++calls}"));
        Func<Task> thrown = () => Client.ApexAsync<JToken>("Broken");
        SalesforceApiException error = (await thrown.Should().ThrowAsync<SalesforceApiException>()).Which;
        (error.ErrorCode, error.Attempts).Should().Be((SalesforceErrorCodes.ApexError, 1));
        Func<Task> missing = () => Client.ApexAsync<JToken>("Nowhere");
        await missing.Should().ThrowAsync<RecordNotFoundException>();

        await using SalesforceClient stub = new StubOrg().Answers("", mediaType: "text/plain").Client();
        (await stub.ApexAsync<JToken>("Nothing", HttpMethod.Delete)).Should().BeNull();
    }
}
