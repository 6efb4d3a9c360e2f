using SalesforceLinq.Emulator;

namespace SalesforceLinq.Http.Tests.Transport;

public sealed class ResilienceTests(OrgFixture fixture) : OrgTest(fixture)
{
    public static TheoryData<string> PassingFaults => ["503", "429", "dropped before", "dropped after", "concurrent"];

    private static Fault Of(string name) => name switch
    {
        "503" => Fault.ServiceUnavailable,
        "429" => Fault.TooManyRequests,
        "dropped before" => Fault.DroppedBeforeCommit,
        "dropped after" => Fault.DroppedAfterCommit,
        _ => Fault.ConcurrentRequestLimit,
    };

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task Read_is_sent_again(string fault)
    {
        await Client.GetLimitsAsync();
        Org.Faults.Next(Of(fault));
        (await Client.QueryPageAsync("SELECT Id FROM Account LIMIT 1")).Records.Should().HaveCount(1);
        Client.Usage.RequestsSent.Should().Be(3);
    }

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task Update_upsert_and_delete_are_sent_again(string fault)
    {
        SObjectClient invoices = Client.SObject("Invoice__c");
        string key = UniqueText();
        Org.Faults.Next(Of(fault), on: target => target.Method == "PATCH");
        RecordResult upserted = await invoices.UpsertAsync("Key__c", key, new { Note__c = "a" });
        Org.Faults.Next(Of(fault), on: target => target.Method == "PATCH");
        await invoices.UpdateAsync((await invoices.GetByExternalIdAsync("Key__c", key))["Id"]!.ToString(), new { Note__c = "b" });
        Org.Faults.Next(Of(fault), on: target => target.Method == "DELETE");
        await invoices.DeleteAsync(upserted.Id!);
        (await Client.QueryPageAsync(Soql.Format($"SELECT COUNT() FROM Invoice__c WHERE Key__c = {key}"))).TotalSize.Should().Be(0);
    }

    [Theory]
    [InlineData("503")]
    [InlineData("429")]
    [InlineData("concurrent")]
    public async Task Create_is_sent_again_when_the_answer_proves_that_nothing_was_done(string fault)
    {
        string key = UniqueText();
        Org.Faults.Next(Of(fault), on: target => target.Method == "POST" && target.Path.Contains("sobjects"));
        (await Client.SObject("Invoice__c").CreateAsync(new { Key__c = key })).Success.Should().BeTrue();
        (await Client.QueryPageAsync(Soql.Format($"SELECT COUNT() FROM Invoice__c WHERE Key__c = {key}"))).TotalSize.Should().Be(1);
    }

    [Theory]
    [InlineData("dropped before", 0)]
    [InlineData("dropped after", 1)]
    public async Task Create_whose_answer_is_lost_may_have_happened_and_is_not_sent_again(string fault, int made)
    {
        string key = UniqueText();
        Org.Faults.Next(Of(fault), on: target => target.Method == "POST" && target.Path.Contains("sobjects"));
        Func<Task> create = () => Client.SObject("Invoice__c").CreateAsync(new { Key__c = key });
        SalesforceTransportException error = (await create.Should().ThrowAsync<SalesforceTransportException>()).Which;
        error.MayHaveHappened.Should().BeTrue();
        error.Attempts.Should().Be(1);
        (await Client.QueryPageAsync(Soql.Format($"SELECT COUNT() FROM Invoice__c WHERE Key__c = {key}"))).TotalSize.Should().Be(made);
    }

    [Fact]
    public async Task Locked_row_is_tried_again()
    {
        Org.Faults.Next(Fault.RowLocked);
        (await Client.SObject("Invoice__c").CreateAsync(new { Note__c = "x" })).Success.Should().BeTrue();
        Org.Requests.Count(request => request.Method == "POST" && request.Path.Contains("sobjects")).Should().Be(2);
    }

    [Fact]
    public async Task Daily_limit_is_never_met_with_a_repeat()
    {
        await Client.GetLimitsAsync();
        Org.Faults.Next(Fault.DailyRequestLimit);
        Func<Task> query = () => Client.QueryPageAsync("SELECT Id FROM Account LIMIT 1");
        RequestLimitExceededException error = (await query.Should().ThrowAsync<RequestLimitExceededException>()).Which;
        error.IsConcurrencyLimit.Should().BeFalse();
        error.Attempts.Should().Be(1);
    }

    [Fact]
    public async Task Attempts_end_at_the_option()
    {
        await using SalesforceClient client = NewClient(new SalesforceClientOptions { Retry = new RetryOptions { MaxAttempts = 2, FirstDelay = TimeSpan.FromMilliseconds(1) } });
        Org.Faults.Next(Fault.ServiceUnavailable, times: 5, on: target => target.Path.Contains("/query"));
        Func<Task> query = () => client.QueryPageAsync("SELECT Id FROM Account LIMIT 1");
        (await query.Should().ThrowAsync<SalesforceApiException>()).Which.Attempts.Should().Be(2);
    }

    [Fact]
    public async Task Truncated_page_fails_and_says_how_many_records_were_delivered()
    {
        Org.Faults.Next(Fault.TruncatedBody(), times: 5, on: target => target.Path.Contains("/query/"));
        int delivered = 0;
        Func<Task> read = async () =>
        {
            await foreach (Newtonsoft.Json.Linq.JObject row in Client.QueryAsync("SELECT Id FROM Contact ORDER BY Id"))
                delivered++;
        };
        (await read.Should().ThrowAsync<SalesforceTransportException>()).WithMessage("*broke off after 2000 records*");
        delivered.Should().Be(2000);
    }

    [Fact]
    public async Task Silent_server_ends_in_an_error_after_the_timeout()
    {
        await Client.GetLimitsAsync();
        await using SalesforceClient client = NewClient(new SalesforceClientOptions { Timeout = TimeSpan.FromMilliseconds(300), Retry = new RetryOptions { MaxAttempts = 1 } });
        Org.Faults.Next(Fault.SlowAnswer(TimeSpan.FromSeconds(5)), on: target => target.Path.Contains("/query"));
        Func<Task> query = () => client.QueryPageAsync("SELECT Id FROM Account LIMIT 1");
        (await query.Should().ThrowAsync<SalesforceTransportException>()).WithMessage("*No answer came within*");
    }

    [Fact]
    public async Task Reader_who_takes_his_time_is_no_silence_of_the_server()
    {
        await Client.GetLimitsAsync();
        await using SalesforceClient client = NewClient(new SalesforceClientOptions { Timeout = TimeSpan.FromMilliseconds(500), Retry = new RetryOptions { MaxAttempts = 1 } });
        await using SalesforceResponse response = await client.OpenQueryAsync("SELECT Id, LastName FROM Contact");
        (await response.Body.ReadAsync(new byte[100])).Should().BePositive();
        await Task.Delay(800);
        await response.Body.CopyToAsync(Stream.Null);
    }

    [Fact]
    public async Task Silence_in_the_middle_of_an_answer_is_noticed_however_it_is_read()
    {
        await using SalesforceClient client = new StubOrg()
            .Answers("", change: answer => answer.Content = new StreamContent(new SilentStream()))
            .Client(options: new SalesforceClientOptions { Timeout = TimeSpan.FromMilliseconds(100) });
        using SalesforceResponse response = await client.SendAsync(new SalesforceRequest(HttpMethod.Get, "limits"));
        Task read = Task.Run(() => response.Body.Read(new byte[10], 0, 10));
        Func<Task> wait = () => read.WaitAsync(TimeSpan.FromSeconds(10));
        await wait.Should().ThrowAsync<SalesforceTransportException>().WithMessage("*in the middle of the answer*");
    }

    [Fact]
    public async Task Cancellation_is_honoured()
    {
        await Client.GetLimitsAsync();
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        Org.Faults.Next(Fault.SlowAnswer(TimeSpan.FromSeconds(5)), on: target => target.Path.Contains("/query"));
        Func<Task> query = () => Client.QueryPageAsync("SELECT Id FROM Account LIMIT 1", null, cancelled.Token);
        await query.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Budget_stops_before_the_reserved_calls()
    {
        await using SalesforceClient client = NewClient(new SalesforceClientOptions { ReservedApiCalls = 99_999 });
        await client.GetLimitsAsync();
        Func<Task> query = () => client.QueryPageAsync("SELECT Id FROM Account LIMIT 1");
        (await query.Should().ThrowAsync<ApiBudgetExceededException>()).Which.Reserved.Should().Be(99_999);
        client.Usage.RequestsSent.Should().Be(1);
    }

    [Fact]
    public async Task Compressed_bodies_arrive()
    {
        await using SalesforceClient client = NewClient(new SalesforceClientOptions { CompressRequestsAbove = 10 });
        string note = new('x', 200);
        string id = (await client.SObject("Invoice__c").CreateAsync(new { Note__c = note })).Id!;
        (await client.SObject("Invoice__c").GetAsync(id))["Note__c"]!.ToString().Should().Be(note);
    }

    /// <summary>A body of which nothing ever comes.</summary>
    private sealed class SilentStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            Thread.Sleep(Timeout.Infinite);
            return 0;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
