using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http.Tests.Composite;

public sealed class CompositeTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]
    public async Task Later_requests_use_the_answers_of_earlier_ones()
    {
        CompositeResult result = await Client.Composite.SendAsync(new CompositeRequest([
            Subrequest.Create("Account", new { Name = "Composite" }, "account"),
            Subrequest.Create("Contact", new { LastName = "Child", AccountId = "@{account.id}" }, "contact"),
            Subrequest.Get("Contact", "@{contact.id}", "read", "AccountId"),
            Subrequest.Query("SELECT Id FROM Account WHERE Id = '@{account.id}'", "query"),
            Subrequest.Update("Account", "@{account.id}", new { Name = "Changed" }, "update"),
            Subrequest.Delete("Contact", "@{contact.id}", "delete"),
        ])
        { AllOrNone = true });

        result.Success.Should().BeTrue();
        result.ApiCalls.Should().BeGreaterThan(0);
        string accountId = result["account"].ToRecordResult().Id!;
        result["read"].ReadBody<JObject>()["AccountId"]!.ToString().Should().Be(accountId);
        result["query"].ReadBody<JObject>()["totalSize"]!.Value<int>().Should().Be(1);
        result["update"].Body.Should().BeNull();
        result["update"].ToRecordResult(accountId).Id.Should().Be(accountId);
        result["account"].Headers.Should().ContainKey("Location");
    }

    [Fact]
    public async Task Failure_of_one_rolls_all_back_and_each_tells_its_part()
    {
        CompositeResult result = await Client.Composite.SendAsync(new CompositeRequest([
            Subrequest.Create("Account", new { Name = "Halted" }, "good"), Subrequest.Create("Contact", new { FirstName = "x" }, "bad")])
        { AllOrNone = true });
        result.Success.Should().BeFalse();
        result["good"].Errors[0].ErrorCode.Should().Be(SalesforceErrorCodes.ProcessingHalted);
        result["bad"].ToRecordResult().Errors[0].ErrorCode.Should().Be(SalesforceErrorCodes.RequiredFieldMissing);
        result["good"].ToRecordResults(3).Should().HaveCount(3).And.OnlyContain(record => !record.Success);
    }

    [Fact]
    public async Task Batch_runs_independent_requests()
    {
        BatchResult result = await Client.Composite.SendBatchAsync(new BatchRequest([
            new SalesforceRequest(HttpMethod.Get, "limits"),
            new SalesforceRequest(HttpMethod.Post, "sobjects/Account") { Body = SalesforceRequestBody.Json(new { Name = "Batch" }) },
            new SalesforceRequest(HttpMethod.Get, "sobjects/Account/001000000000000AAA"),
        ]));
        result.HasErrors.Should().BeTrue();
        result.Results.Select(answer => answer.Success).Should().Equal(true, true, false);
        result.Results[2].Errors[0].ErrorCode.Should().Be(SalesforceErrorCodes.NotFound);
    }

    [Fact]
    public async Task Graph_succeeds_or_fails_as_a_whole()
    {
        IReadOnlyList<CompositeGraphResult> results = await Client.Composite.SendGraphAsync([
            new CompositeGraph("good", [Subrequest.Create("Account", new { Name = "Graph" }, "a"), Subrequest.Create("Contact", new { LastName = "G", AccountId = "@{a.id}" }, "c")]),
            new CompositeGraph("bad", [Subrequest.Create("Account", new { Name = "Graph2" }, "a"), Subrequest.Create("Contact", new { FirstName = "G" }, "c")]),
        ]);
        results.Select(graph => graph.Success).Should().Equal(true, false);
        results[1].Results[1].Errors[0].ErrorCode.Should().Be(SalesforceErrorCodes.RequiredFieldMissing);
    }

    [Fact]
    public async Task Tree_creates_parents_with_their_children()
    {
        TreeResult tree = await Client.Composite.CreateTreeAsync([
            new TreeRecord("Account", "root", new { Name = "Tree" })
            {
                Children = new Dictionary<string, IReadOnlyList<TreeRecord>> { ["Contacts"] = [new TreeRecord("Contact", "leaf", new { LastName = "Leaf" })] },
            },
        ]);
        tree.Success.Should().BeTrue();
        (await Client.SObject("Contact").GetAsync(tree.Results["leaf"].Id!, ["AccountId"]))["AccountId"]!.ToString().Should().Be(tree.Results["root"].Id);

        TreeResult failed = await Client.Composite.CreateTreeAsync([new TreeRecord("Contact", "wrong", new { FirstName = "x" })]);
        failed.Success.Should().BeFalse();
        failed.Results["wrong"].Errors[0].ErrorCode.Should().Be(SalesforceErrorCodes.RequiredFieldMissing);
    }

    [Fact]
    public async Task Limits_and_names_are_checked_before_the_call()
    {
        await Refuses(() => Client.Composite.SendAsync(new CompositeRequest([])), "*1 to 25*");
        await Refuses(() => Client.Composite.SendAsync(new CompositeRequest([.. Enumerable.Range(0, 26).Select(n => Subrequest.Query("SELECT Id FROM Account", $"q{n}"))])), "*1 to 25*");
        await Refuses(() => Client.Composite.SendAsync(new CompositeRequest([.. Enumerable.Range(0, 6).Select(n => Subrequest.Query("SELECT Id FROM Account", $"q{n}"))])), "*At most 5*");
        await Refuses(() => Client.Composite.SendAsync(new CompositeRequest([Subrequest.Query("x", "a"), Subrequest.Query("x", "a")])), "*Two subrequests*");
        await Refuses(() => Client.Composite.SendAsync(new CompositeRequest([Subrequest.Query("x", "a-b")])), "*not a reference id*");
        await Refuses(() => Client.Composite.SendAsync(new CompositeRequest([Subrequest.Query("x", "a") with { Headers = new Dictionary<string, string> { ["accept"] = "x" } }])), "*only the whole call*");
        await Refuses(() => Client.Composite.SendGraphAsync([new CompositeGraph(".x", [Subrequest.Query("x", "a")])]), "*not a graph id*");
        await Refuses(
            () => Client.Composite.SendGraphAsync([new CompositeGraph("deep", [.. Enumerable.Range(0, 16).Select(n =>
                Subrequest.Create("Account", n == 0 ? new { Name = "x" } : new { ParentId = $"@{{a{n - 1}.id}}" }, $"a{n}"))])]),
            "*chain of 16 requests*may have 15*");
        await Refuses(
            () => Client.Composite.SendGraphAsync([new CompositeGraph("wide", [.. Enumerable.Range(0, 16).Select(n => Subrequest.Create($"Kind{n}__c", new { Name = "x" }, $"a{n}"))])]),
            "*requests of 16 kinds*may have 15*");
        await Refuses(() => Task.FromResult(new Subrequest(HttpMethod.Get, "sobjects/Account/Key__c/a b", "a")), "*not a path as it travels in a URL*");
        await Refuses(() => Client.Composite.CreateTreeAsync([new TreeRecord("Account", "a", new { }), new TreeRecord("Account", "a", new { })]), "*Two records*");
        await Refuses(() => Client.Composite.SendBatchAsync(new BatchRequest([new SalesforceRequest(HttpMethod.Get, "/services/apexrest/x")])), "*not below*");
        Org.Requests.Should().BeEmpty();
    }

    private static async Task Refuses(Func<Task> call, string message) => await call.Should().ThrowAsync<ArgumentException>().WithMessage(message);
}
