using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace SalesforceLinq.Http.Tests.Describe;

public sealed class DescribeCacheTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]
    public async Task Fresh_describe_comes_from_memory_and_a_refresh_asks_whether_it_changed()
    {
        SObjectDescription first = await Client.SObject("Account").DescribeAsync();
        SObjectDescription second = await Client.SObject("account").DescribeAsync();
        SObjectDescription third = await Client.SObject("Account").DescribeAsync(refresh: true);

        second.Should().BeSameAs(first);
        third.Name.Should().Be("Account");
        Org.Requests.Count(request => request.Path.Contains("describe")).Should().Be(2);
    }

    [Fact]
    public async Task Org_that_has_not_changed_says_so_and_sends_nothing()
    {
        SObjectDescription first = await Client.SObject("Account").DescribeAsync();
        (await Client.SObject("Account").DescribeAsync(refresh: true)).Should().BeSameAs(first);
        GlobalDescription all = await Client.DescribeGlobalAsync();
        (await Client.DescribeGlobalAsync(refresh: true)).Should().BeSameAs(all);
        Org.Requests.Where(request => request.Path.Contains("sobjects")).Select(request => request.Status).Should().Equal(200, 304, 200, 304);
    }

    [Fact]
    public async Task What_a_caller_does_to_layouts_is_not_seen_by_the_next()
    {
        Newtonsoft.Json.Linq.JObject layouts = await Client.SObject("Account").DescribeLayoutsAsync();
        Newtonsoft.Json.Linq.JToken before = layouts.DeepClone();
        layouts.RemoveAll();
        (await Client.SObject("Account").DescribeLayoutsAsync()).Should().BeEquivalentTo(before);
        Org.Requests.Count(request => request.Path.Contains("layouts")).Should().Be(1);
    }

    [Fact]
    public async Task Unchanged_answer_keeps_what_is_in_memory()
    {
        var clock = new FakeTimeProvider();
        var stub = new StubOrg()
            .Answers("""{"name":"Account","fields":[{"name":"Id","type":"id","novelty":1}],"novelty":true}""", change: answer =>
                answer.Content.Headers.TryAddWithoutValidation("Last-Modified", "Tue, 24 Nov 2026 10:00:00 GMT"))
            .Answers("", HttpStatusCode.NotModified)
            .Answers("""{"name":"Account","fields":[]}""");
        await using SalesforceClient client = stub.Client(options: new SalesforceClientOptions { TimeProvider = clock });
        SObjectDescription first = await client.SObject("Account").DescribeAsync();
        clock.Advance(TimeSpan.FromMinutes(6));
        SObjectDescription second = await client.SObject("Account").DescribeAsync();
        (await client.SObject("Account").DescribeAsync()).Should().BeSameAs(second);
        clock.Advance(TimeSpan.FromMinutes(6));

        second.Should().BeSameAs(first);
        first.More.Should().ContainKey("novelty");
        first.Fields[0].More.Should().ContainKey("novelty");
        (await client.SObject("Account").DescribeAsync()).Fields.Should().BeEmpty();
    }
}
