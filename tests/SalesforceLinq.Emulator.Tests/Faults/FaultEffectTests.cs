using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SalesforceLinq.Emulator.Tests.Hosting;

namespace SalesforceLinq.Emulator.Tests.Faults;

public sealed class FaultEffectTests : FaultTest
{
    /// <summary>One write of each kind: method, path, body, and the accounts it makes.</summary>
    private static readonly (string Method, string Path, string Json, int Accounts)[] Writes =
    [
        ("POST", "/sobjects/Account", """{"Name":"One"}""", 1),
        ("POST", "/composite/sobjects", """{"records":[{"attributes":{"type":"Account"},"Name":"A"},{"attributes":{"type":"Account"},"Name":"B"}]}""", 2),
        ("POST", "/composite/sobjects", """{"allOrNone":true,"records":[{"attributes":{"type":"Account"},"Name":"A"},{"attributes":{"type":"Account"},"Name":"B"}]}""", 2),
        ("POST", "/composite", """{"allOrNone":true,"compositeRequest":[{"method":"POST","url":"/services/data/v66.0/sobjects/Account","referenceId":"a","body":{"Name":"A"}},{"method":"POST","url":"/services/data/v66.0/sobjects/Account","referenceId":"b","body":{"Name":"B"}}]}""", 2),
        ("POST", "/composite/graph", """{"graphs":[{"graphId":"g","compositeRequest":[{"method":"POST","url":"/services/data/v66.0/sobjects/Account","referenceId":"a","body":{"Name":"A"}}]}]}""", 1),
        ("POST", "/composite/tree/Account", """{"records":[{"attributes":{"type":"Account","referenceId":"a"},"Name":"A"}]}""", 1),
    ];

    public static TheoryData<int> EachWrite => [.. Enumerable.Range(0, Writes.Length)];

    [Theory]
    [MemberData(nameof(EachWrite))]
    public async Task Dropped_before_commit_stores_nothing(int index)
    {
        (string method, string path, string json, _) = Writes[index];
        Org.Faults.On(method).Fail(Fault.DroppedBeforeCommit);
        await FluentActions.Awaiting(() => Client.SendAsync(method, path, json)).Should().ThrowAsync<HttpRequestException>();
        (await CountAsync()).Should().Be(0);
        Org.Requests.First().Status.Should().Be(0);
        Org.Requests.First().ApiCalls.Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(EachWrite))]
    public async Task Dropped_after_commit_has_stored_everything(int index)
    {
        (string method, string path, string json, int accounts) = Writes[index];
        Org.Faults.On(method).Fail(Fault.DroppedAfterCommit);
        await FluentActions.Awaiting(() => Client.SendAsync(method, path, json)).Should().ThrowAsync<HttpRequestException>();
        (await CountAsync()).Should().Be(accounts);
        Org.Requests.First().Status.Should().Be(0);
        Org.Requests.First().ApiCalls.Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(EachWrite))]
    public async Task Truncated_answer_belongs_to_a_request_that_was_carried_out(int index)
    {
        (string method, string path, string json, int accounts) = Writes[index];
        Org.Faults.On(method).Fail(Fault.TruncatedBody(0.9));
        await FluentActions.Awaiting(() => Client.SendAsync(method, path, json)).Should().ThrowAsync<HttpRequestException>();
        (await CountAsync()).Should().Be(accounts);
    }

    [Theory]
    [MemberData(nameof(EachWrite))]
    public async Task Refusal_stores_nothing(int index)
    {
        (string method, string path, string json, _) = Writes[index];
        Org.Faults.On(method).Fail(Fault.Error(500, "UNKNOWN_EXCEPTION", "scripted"));
        (await StatusAsync(method, path, json)).Should().Be(500);
        (await CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Update_and_delete_are_dropped_before_and_after_commit_too()
    {
        string id = await Client.CreateAsync("Account", """{"Name":"First"}""");
        async Task<string?> DropAsync(string method, Fault fault, string? json)
        {
            Org.Faults.On(method).Fail(fault);
            await FluentActions.Awaiting(() => Client.SendAsync(method, "/sobjects/Account/" + id, json)).Should().ThrowAsync<HttpRequestException>();
            (int status, JsonElement body, _) = await Client.SendAsync("GET", "/sobjects/Account/" + id);
            return status == 200 ? body.GetProperty("Name").GetString() : null;
        }
        (await DropAsync("PATCH", Fault.DroppedBeforeCommit, """{"Name":"Second"}""")).Should().Be("First");
        (await DropAsync("PATCH", Fault.DroppedAfterCommit, """{"Name":"Second"}""")).Should().Be("Second");
        (await DropAsync("PATCH", Fault.TruncatedBody(), """{"Name":"Third"}""")).Should().Be("Third");
        (await DropAsync("DELETE", Fault.DroppedBeforeCommit, null)).Should().Be("Third");
        (await DropAsync("DELETE", Fault.DroppedAfterCommit, null)).Should().BeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Locked_row_waits_in_a_composite_call_for_the_first_request_that_writes(bool allOrNone)
    {
        Org.Faults.Next(Fault.RowLocked);
        JsonElement answers = (await Client.SendAsync("POST", "/composite", $$"""
            {"allOrNone":{{(allOrNone ? "true" : "false")}},"compositeRequest":[
             {"method":"GET","url":"{{OrgClient.Root}}/query?q=SELECT+Id+FROM+Account","referenceId":"q"},
             {"method":"POST","url":"{{OrgClient.Root}}/sobjects/Account","referenceId":"a","body":{"Name":"A"} },
             {"method":"POST","url":"{{OrgClient.Root}}/sobjects/Account","referenceId":"b","body":{"Name":"B"} }]}
            """)).Body.GetProperty("compositeResponse");
        answers[1].GetProperty("body")[0].GetProperty("errorCode").GetString().Should().Be("UNABLE_TO_LOCK_ROW");
        (await CountAsync()).Should().Be(allOrNone ? 0 : 1);
    }

    [Fact]
    public async Task Expired_session_stays_expired_and_a_new_token_can_be_had()
    {
        string old = Org.AccessToken;
        Org.Faults.Next(Fault.ExpiredSession);
        (int status, JsonElement body, _) = await Client.SendAsync("GET", "/limits");
        status.Should().Be(401);
        body[0].GetProperty("errorCode").GetString().Should().Be("INVALID_SESSION_ID");
        (await StatusAsync("GET", "/limits")).Should().Be(401);
        Org.AccessToken.Should().NotBe(old);
        using OrgClient later = new(Org);
        (await later.SendAsync("GET", "/limits")).Status.Should().Be(200);
    }

    public static TheoryData<Fault, int, string, string?> Refusals => new()
    {
        { Fault.ServiceUnavailable, 503, "SERVER_UNAVAILABLE", "1" },
        { Fault.TooManyRequests, 429, "REQUEST_LIMIT_EXCEEDED", "1" },
        { Fault.ConcurrentRequestLimit, 403, "REQUEST_LIMIT_EXCEEDED", null },
        { Fault.DailyRequestLimit, 403, "REQUEST_LIMIT_EXCEEDED", null },
        { Fault.RowLocked, 400, "UNABLE_TO_LOCK_ROW", null },
        { Fault.Error(400, "STORAGE_LIMIT_EXCEEDED", "storage limit exceeded", TimeSpan.FromSeconds(2.5)), 400, "STORAGE_LIMIT_EXCEEDED", "3" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Refusal_has_its_status_code_and_header_and_hits_once(Fault fault, int status, string code, string? retryAfter)
    {
        Org.Faults.Next(fault);
        (int answered, JsonElement body, HttpResponseMessage response) = await Client.SendAsync("POST", "/sobjects/Account", """{"Name":"Retried"}""");
        answered.Should().Be(status);
        body[0].GetProperty("errorCode").GetString().Should().Be(code);
        (response.Headers.TryGetValues("Retry-After", out IEnumerable<string>? values) ? values.Single() : null).Should().Be(retryAfter);
        (await CountAsync()).Should().Be(0);
        (await StatusAsync("POST", "/sobjects/Account", """{"Name":"Retried"}""")).Should().Be(201);
    }

    [Fact]
    public async Task Limits_of_concurrent_and_daily_requests_differ_in_their_message()
    {
        Org.Faults.Next(Fault.ConcurrentRequestLimit);
        (await Client.GetAsync("/limits"))[0].GetProperty("message").GetString().Should().Contain("ConcurrentRequests");
        Org.Faults.Next(Fault.DailyRequestLimit);
        (await Client.GetAsync("/limits"))[0].GetProperty("message").GetString().Should().Contain("TotalRequests");
    }

    [Fact]
    public async Task Locked_row_spares_reads_and_fails_one_record_of_a_collection()
    {
        Org.Faults.Next(Fault.RowLocked);
        (await CountAsync()).Should().Be(0);
        (int status, JsonElement body, _) = await Client.SendAsync("POST", Writes[1].Path, Writes[1].Json);
        status.Should().Be(200);
        body[0].GetProperty("errors")[0].GetProperty("statusCode").GetString().Should().Be("UNABLE_TO_LOCK_ROW");
        body[1].GetProperty("success").GetBoolean().Should().BeTrue();
        (await CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Locked_row_undoes_a_collection_that_is_all_or_none()
    {
        Org.Faults.Next(Fault.RowLocked);
        (_, JsonElement body, _) = await Client.SendAsync("POST", Writes[2].Path, Writes[2].Json);
        body[0].GetProperty("errors")[0].GetProperty("statusCode").GetString().Should().Be("UNABLE_TO_LOCK_ROW");
        body[1].GetProperty("errors")[0].GetProperty("statusCode").GetString().Should().Be("ALL_OR_NONE_OPERATION_ROLLED_BACK");
        (await CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Dead_cursor_spares_the_first_page_and_stays_dead()
    {
        await MakeContactsAsync(250);
        Org.Faults.Next(Fault.DeadCursor);
        (_, JsonElement first, _) = await Client.SendAsync("GET", "/query?q=SELECT+Id+FROM+Contact", null, ("Sforce-Query-Options", "batchSize=200"));
        string next = first.GetProperty("nextRecordsUrl").GetString()!;
        for (int attempt = 1; attempt <= 2; attempt++)
        {
            (int status, JsonElement body, _) = await Client.SendAsync("GET", next);
            status.Should().Be(400);
            body[0].GetProperty("errorCode").GetString().Should().Be("INVALID_QUERY_LOCATOR");
        }
        (_, JsonElement again, _) = await Client.SendAsync("GET", "/query?q=SELECT+Id+FROM+Contact", null, ("Sforce-Query-Options", "batchSize=200"));
        (await Client.SendAsync("GET", again.GetProperty("nextRecordsUrl").GetString()!)).Status.Should().Be(200);
    }

    [Fact]
    public async Task Slow_answer_is_right_and_was_carried_out_at_once()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None, Clock = clock });
        using OrgClient client = new(org);
        org.Faults.On("POST").Fail(Fault.SlowAnswer(TimeSpan.FromSeconds(30)));
        Task<string> slow = client.CreateAsync("Account", """{"Name":"Slow"}""");
        while ((await client.QueryAsync("SELECT COUNT() FROM Account")).GetProperty("totalSize").GetInt32() == 0)
            await Task.Delay(5);
        slow.IsCompleted.Should().BeFalse();
        // Stored comes before waiting: the clock moves until the wait was begun.
        while (!slow.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(30));
            await Task.WhenAny(slow, Task.Delay(20));
        }
        (await slow).Should().StartWith("001");
    }

    [Fact]
    public async Task Who_gives_up_on_a_slow_answer_is_in_the_log_and_his_write_is_stored()
    {
        Org.Faults.On("POST").Fail(Fault.SlowAnswer(TimeSpan.FromMinutes(5)));
        using HttpClient http = new() { Timeout = TimeSpan.FromMilliseconds(1500) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", Org.AccessToken);
        using StringContent json = new("""{"Name":"Impatient"}""", System.Text.Encoding.UTF8, "application/json");
        await FluentActions.Awaiting(() => http.PostAsync(new Uri(Org.Url, OrgClient.Root + "/sobjects/Account"), json)).Should().ThrowAsync<TaskCanceledException>();
        (await CountAsync()).Should().Be(1);
        while (!Org.Requests.Any(request => request.Method == "POST"))
            await Task.Delay(5);
        Org.Requests.Single(request => request.Method == "POST").Status.Should().Be(0);
    }

    [Fact]
    public async Task Any_fault_can_come_late()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None, Clock = clock });
        using OrgClient client = new(org);
        org.Faults.Next(Fault.ServiceUnavailable.After(TimeSpan.FromSeconds(10)));
        Task<(int Status, JsonElement, HttpResponseMessage)> late = client.SendAsync("GET", "/limits");
        await Task.WhenAny(late, Task.Delay(100));
        late.IsCompleted.Should().BeFalse();
        while (!late.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            await Task.WhenAny(late, Task.Delay(20));
        }
        (await late).Status.Should().Be(503);
    }

    [Fact]
    public async Task Truncated_read_ends_in_the_middle_and_is_whole_the_next_time()
    {
        Org.Faults.Next(Fault.TruncatedBody());
        await FluentActions.Awaiting(() => Client.GetAsync("/sobjects")).Should().ThrowAsync<HttpRequestException>();
        (await Client.GetAsync("/sobjects")).GetProperty("sobjects").GetArrayLength().Should().BeGreaterThan(20);
    }

    [Fact]
    public void Fault_out_of_its_range_is_refused()
    {
        FluentActions.Invoking(() => Fault.TruncatedBody(1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Fault.SlowAnswer(TimeSpan.FromSeconds(-1))).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Fault.Error(200, "OK", "")).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Org.Faults.On().WithProbability(1.1, 1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Org.Faults.On().Times(0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Org.Faults.On().OnCall(0)).Should().Throw<ArgumentOutOfRangeException>();
    }

    private async Task MakeContactsAsync(int count)
    {
        foreach (int[] part in Enumerable.Range(0, count).Chunk(200))
        {
            string records = string.Join(',', part.Select(number => $$"""{"attributes":{"type":"Contact"},"LastName":"Number {{number}}"}"""));
            (await StatusAsync("POST", "/composite/sobjects", $$"""{"records":[{{records}}]}""")).Should().Be(200);
        }
    }
}
