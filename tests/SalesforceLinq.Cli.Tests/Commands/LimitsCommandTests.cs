using Newtonsoft.Json.Linq;
using SalesforceLinq.Cli.Output;
using SalesforceLinq.Cli.Terminals;
using SalesforceLinq.Cli.Tests.Running;

namespace SalesforceLinq.Cli.Tests.Commands;

[Collection(ToolOrgCollection.Name)]
public sealed class LimitsCommandTests(ToolOrg tool)
{
    [Fact]
    public async Task Built_tool_draws_a_bar_for_each_limit()
    {
        ToolRun run = await BuiltTool.RunAsync("limits", "--org", tool.Url);
        run.Code.Should().Be(0, run.Errors);
        run.Lines.Should().HaveCountGreaterThan(10);
        run.Lines.Should().ContainSingle(line => line.StartsWith("DailyApiRequests ", StringComparison.Ordinal)).Which.Should().MatchRegex(@" █░+ +[\d.]+ % +[\d,]+ of 100,000$");
    }

    [Fact]
    public async Task Scripts_get_numbers()
    {
        JObject limits = JObject.Parse((await ToolSession.RunOnceAsync("limits", "-o", tool.Url, "dailyapi*", "--json")).Output);
        limits.Properties().Select(limit => limit.Name).Should().Equal("DailyApiRequests");
        JToken calls = limits["DailyApiRequests"]!;
        ((long)calls["used"]! + (long)calls["remaining"]!).Should().Be((long)calls["max"]!);
    }

    [Fact]
    public async Task Unknown_limit_is_named()
    {
        ToolRun run = await ToolSession.RunOnceAsync("limits", "-o", tool.Url, "DailyApiRequest");
        (run.Code, run.Failure).Should().Be((5, "error: The org tells of no limit 'DailyApiRequest'. Did you mean 'DailyApiRequests'?"));
    }

    [Theory]
    [InlineData(100, 100, "░░░░░░░░░░░░░░░░░░░░░░░░", "0.0 %")]
    [InlineData(100, 50, "████████████░░░░░░░░░░░░", "50.0 %")]
    [InlineData(100, -20, "████████████████████████", "120.0 %")]
    [InlineData(0, 0, "░░░░░░░░░░░░░░░░░░░░░░░░", "0.0 %")]
    public void Bar_is_as_long_as_what_is_used(long max, long remaining, string bar, string share)
    {
        StringWriter output = new();
        using Terminal terminal = new() { Output = output, Error = output, Input = TextReader.Null };
        new LimitBars(terminal).Write([new LimitUse("Some", max, remaining)]);
        output.ToString().Should().Contain(bar).And.Contain(share);
    }
}
