namespace SalesforceLinq.Emulator.Tests.Faults;

public sealed class FaultRuleTests : FaultTest
{
    [Fact]
    public async Task Rule_without_anything_hits_the_next_request_once()
    {
        ScriptedFault fault = Org.Faults.On().Fail(Fault.ServiceUnavailable);
        (await StatusAsync("GET", "/limits")).Should().Be(503);
        (await StatusAsync("GET", "/limits")).Should().Be(200);
        fault.Hits.Should().Be(1);
        fault.IsSpent.Should().BeTrue();
        Org.Faults.Active.Should().BeEmpty();
    }

    [Fact]
    public async Task Rule_looks_at_method_and_path()
    {
        Org.Faults.On("patch", "sobjects/account/*").Fail(Fault.ServiceUnavailable);
        string id = await Client.CreateAsync("Account", """{"Name":"Spared"}""");
        (await StatusAsync("GET", "/sobjects/Account/" + id)).Should().Be(200);
        (await StatusAsync("PATCH", "/sobjects/Account/" + id, """{"Name":"Hit"}""")).Should().Be(503);
        (await StatusAsync("PATCH", "/sobjects/Account/" + id, """{"Name":"Through"}""")).Should().Be(204);
    }

    [Theory]
    [InlineData("limits", true)]
    [InlineData("/limits/", true)]
    [InlineData("LIM*", true)]
    [InlineData("*", true)]
    [InlineData("/services/data/v66.0/limits", true)]
    [InlineData("services/data/*", true)]
    [InlineData("limit", false)]
    [InlineData("query*", false)]
    [InlineData("/services/data/v65.0/limits", false)]
    public async Task Path_is_a_resource_or_a_whole_path_with_wildcards(string path, bool hit)
    {
        Org.Faults.On(path: path).Fail(Fault.ServiceUnavailable);
        (await StatusAsync("GET", "/limits")).Should().Be(hit ? 503 : 200);
    }

    [Fact]
    public void Path_with_a_query_is_refused_with_a_hint() => FluentActions.Invoking(() => Org.Faults.On(path: "query?q=SELECT"))
        .Should().Throw<ArgumentException>().WithMessage("*look at the query with Where*");

    [Fact]
    public async Task Conditions_must_all_hold()
    {
        Org.Faults.On("GET").Where(request => request.Resource == "query").Where(request => request.Query.Contains("Contact")).Fail(Fault.ServiceUnavailable);
        (await StatusAsync("GET", "/query?q=SELECT+Id+FROM+Account")).Should().Be(200);
        (await StatusAsync("GET", "/query?q=SELECT+Id+FROM+Contact")).Should().Be(503);
    }

    [Fact]
    public async Task Condition_that_throws_is_told_to_the_test()
    {
        Org.Faults.On().Where(_ => throw new InvalidOperationException("my mistake")).Fail(Fault.ServiceUnavailable);
        (int status, System.Text.Json.JsonElement body, _) = await Client.SendAsync("GET", "/limits");
        status.Should().Be(500);
        body[0].GetProperty("message").GetString().Should().Be("A condition given to org.Faults threw InvalidOperationException: my mistake");
    }

    [Fact]
    public async Task Nth_call_is_hit_and_as_many_after_it_as_asked_for()
    {
        Org.Faults.On("GET", "limits").OnCall(3).Times(2).Fail(Fault.ServiceUnavailable);
        List<int> answers = [];
        for (int call = 1; call <= 6; call++)
        {
            answers.Add(await StatusAsync("GET", "/limits"));
            await StatusAsync("GET", "/sobjects");
        }
        answers.Should().Equal(200, 200, 503, 503, 200, 200);
    }

    [Fact]
    public async Task Always_lasts_until_it_is_removed()
    {
        using (ScriptedFault fault = Org.Faults.On("GET", "limits").Always().Fail(Fault.ServiceUnavailable))
        {
            for (int call = 1; call <= 5; call++)
                (await StatusAsync("GET", "/limits")).Should().Be(503);
            fault.Hits.Should().Be(5);
            fault.IsSpent.Should().BeFalse();
        }
        (await StatusAsync("GET", "/limits")).Should().Be(200);
    }

    [Fact]
    public async Task Same_seed_hits_the_same_calls_and_the_probability_holds()
    {
        async Task<string> Run(int seed)
        {
            using ScriptedFault fault = Org.Faults.On("GET", "limits").WithProbability(0.3, seed).Fail(Fault.ServiceUnavailable);
            string pattern = "";
            for (int call = 0; call < 200; call++)
                pattern += await StatusAsync("GET", "/limits") == 503 ? 'x' : '.';
            return pattern;
        }
        string first = await Run(7);
        (await Run(7)).Should().Be(first);
        (await Run(8)).Should().NotBe(first);
        first.Count(hit => hit == 'x').Should().BeInRange(35, 85);
    }

    [Fact]
    public async Task Chance_is_the_same_whatever_other_faults_there_are()
    {
        async Task<int[]> Run()
        {
            using ScriptedFault fault = Org.Faults.On("GET", "limits").WithProbability(0.5, seed: 3).Fail(Fault.ServiceUnavailable);
            int[] answers = new int[40];
            for (int call = 0; call < answers.Length; call++)
                answers[call] = await StatusAsync("GET", "/limits");
            return answers;
        }
        int[] alone = await Run();
        Org.Faults.On("GET", "limits").OnCall(5).Times(3).Fail(Fault.TooManyRequests);
        int[] together = await Run();
        together.Where((_, call) => call is < 4 or > 6).Should().Equal(alone.Where((_, call) => call is < 4 or > 6));
        together[4..7].Should().Equal(429, 429, 429);
    }

    [Fact]
    public async Task Probability_with_times_ends_after_that_many()
    {
        Org.Faults.On("GET", "limits").WithProbability(1, seed: 1).Times(2).Fail(Fault.ServiceUnavailable);
        (await StatusAsync("GET", "/limits")).Should().Be(503);
        (await StatusAsync("GET", "/limits")).Should().Be(503);
        (await StatusAsync("GET", "/limits")).Should().Be(200);
    }

    [Fact]
    public async Task Faults_wait_for_each_other_in_the_order_they_were_added()
    {
        Org.Faults.Next(Fault.ServiceUnavailable);
        Org.Faults.Next(Fault.TooManyRequests);
        (await StatusAsync("GET", "/limits")).Should().Be(503);
        (await StatusAsync("GET", "/limits")).Should().Be(429);
        (await StatusAsync("GET", "/limits")).Should().Be(200);
    }

    [Fact]
    public async Task Signing_in_is_hit_only_by_a_rule_that_names_its_path()
    {
        async Task<int> SignInAsync()
        {
            using HttpClient http = new();
            using FormUrlEncodedContent form = new(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = Org.ClientId,
                ["client_secret"] = Org.ClientSecret,
            });
            return (int)(await http.PostAsync(new Uri(Org.Url, "/services/oauth2/token"), form)).StatusCode;
        }
        using (Org.Faults.On("POST").Always().Fail(Fault.ServiceUnavailable))
        using (Org.Faults.On("POST", "*").Always().Fail(Fault.ServiceUnavailable))
            (await SignInAsync()).Should().Be(200);
        Org.Faults.On(path: "/services/oauth2/token").Fail(Fault.ServiceUnavailable);
        (await SignInAsync()).Should().Be(503);
        (await SignInAsync()).Should().Be(200);
    }

    [Fact]
    public async Task Many_requests_at_once_are_hit_exactly_as_often_as_asked_for()
    {
        ScriptedFault fault = Org.Faults.On("GET", "limits").Times(25).Fail(Fault.ServiceUnavailable);
        int[] answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => StatusAsync("GET", "/limits")));
        answers.Count(status => status == 503).Should().Be(25);
        answers.Count(status => status == 200).Should().Be(75);
        fault.Hits.Should().Be(25);
    }

    [Fact]
    public async Task Faults_may_be_added_and_removed_while_requests_run()
    {
        using CancellationTokenSource end = new();
        Task changing = Task.Run(() =>
        {
            while (!end.IsCancellationRequested)
            {
                using ScriptedFault _ = Org.Faults.On("GET", "sobjects").Fail(Fault.ServiceUnavailable);
                Org.Faults.Next(Fault.DeadCursor).Dispose();
            }
        });
        int[] answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => StatusAsync("GET", "/limits")));
        await end.CancelAsync();
        await changing;
        answers.Should().AllBeEquivalentTo(200);
        Org.Faults.Active.Should().BeEmpty();
    }

    [Fact]
    public async Task Reset_removes_all_faults()
    {
        Org.Faults.On().Always().Fail(Fault.ServiceUnavailable);
        await Org.ResetAsync();
        using Hosting.OrgClient client = new(Org);
        (await client.SendAsync("GET", "/limits")).Status.Should().Be(200);
    }
}
