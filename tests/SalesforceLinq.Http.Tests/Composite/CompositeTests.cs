using System.Text;
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

    [Theory]
    [InlineData("""[{"id":"001000000000001AAA","success":true,"errors":[]},{"id":"001000000000002AAA","success":true,"errors":[],"created":false}]""")]
    [InlineData("""[{"id":"001000000000001AAA","success":true,"errors":[]},{"success":false,"errors":[{"statusCode":"REQUIRED_FIELD_MISSING","message":"m","fields":["Name"],"extended":{"a":1.50}}]},{"id":"001000000000003AAA","success":true,"errors":[]}]""")]
    [InlineData("""[{"success":true,"id":"001000000000001AAA","errors":[],"more":{"a":[1,2]}},{"created":true,"errors":[],"success":true,"id":"001000000000002AAA"}]""")]
    [InlineData("""[{"id":null,"success":true,"errors":null}]""")]
    [InlineData("""[{"attributes":{"type":"Account"},"Id":"001000000000001AAA"},null,3,"x",[]]""")]
    [InlineData("[]")]
    [InlineData("""{"totalSize":0,"done":true,"records":[]}""")]
    public async Task Body_is_what_the_org_said_whatever_it_was_read_as(string body)
    {
        await using SalesforceClient client = new StubOrg()
            .Answers($$$"""{"compositeResponse":[{"body":{{{body}}},"httpHeaders":{},"httpStatusCode":200,"referenceId":"a"}]}""").Client();

        CompositeResult result = await client.Composite.SendAsync(new CompositeRequest([Subrequest.Query("SELECT Id FROM Account", "a")]));

        JToken said = Json.WireJson.Token(Encoding.UTF8.GetBytes(body), Encoding.UTF8.GetByteCount(body));
        JToken.DeepEquals(result["a"].Body, said).Should().BeTrue($"{result["a"].Body} is not {body}");
    }

    [Fact]
    public async Task Results_of_a_collection_tell_written_records_from_failed_ones()
    {
        const string Body = """
            [{"id":"001000000000001AAA","success":true,"errors":[],"created":true},
             {"success":false,"errors":[{"statusCode":"DUPLICATES_DETECTED","message":"m","fields":[],"duplicateResult":{"allowSave":true}}]}]
            """;
        await using SalesforceClient client = new StubOrg()
            .Answers($$$"""{"compositeResponse":[{"body":{{{Body}}},"httpHeaders":{},"httpStatusCode":200,"referenceId":"a"}]}""").Client();

        SubrequestResult result = (await client.Composite.SendAsync(new CompositeRequest([Subrequest.Query("SELECT Id FROM Account", "a")])))["a"];

        result.ToRecordResults(2)[0].Should().BeEquivalentTo(RecordResult.Written("001000000000001AAA", created: true));
        result.ToRecordResults(2)[1].Errors[0].More!["duplicateResult"]["allowSave"]!.Value<bool>().Should().BeTrue();
        result.ToRecordResults(3).Should().HaveCount(3).And.OnlyContain(record => !record.Success && record.Errors[0].ErrorCode == "NO_RESULT");
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
