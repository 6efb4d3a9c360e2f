using SalesforceLinq.Emulator;

namespace SalesforceLinq.Http.Tests.Transport;

public sealed class SessionTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]
    public async Task Hundred_requests_with_an_ended_session_sign_in_once()
    {
        await Client.QueryPageAsync("SELECT Id FROM Account LIMIT 1");
        Org.Requests.Clear();
        Org.Faults.Next(Fault.ExpiredSession);

        QueryPage[] pages = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Client.QueryPageAsync("SELECT Id FROM Account LIMIT 1")));

        pages.Should().OnlyContain(page => page.Records.Count == 1);
        Org.Requests.Count(request => request.Path.Contains("oauth2/token")).Should().Be(1);
    }

    [Fact]
    public async Task Second_refusal_of_a_session_is_an_error()
    {
        Org.Faults.Next(Fault.ExpiredSession, times: 2);
        Func<Task> query = () => Client.QueryPageAsync("SELECT Id FROM Account LIMIT 1");
        SessionExpiredException error = (await query.Should().ThrowAsync<SessionExpiredException>()).Which;
        error.ErrorCode.Should().Be(SalesforceErrorCodes.InvalidSessionId);
        error.Attempts.Should().Be(2);
    }

    [Fact]
    public async Task Create_is_sent_again_after_the_session_ended_and_made_once()
    {
        await Client.QueryPageAsync("SELECT Id FROM Account LIMIT 1");
        string key = UniqueText();
        Org.Faults.Next(Fault.ExpiredSession);
        (await Client.SObject("Invoice__c").CreateAsync(new { Key__c = key })).Success.Should().BeTrue();
        (await Client.QueryPageAsync(Soql.Format($"SELECT COUNT() FROM Invoice__c WHERE Key__c = {key}"))).TotalSize.Should().Be(1);
    }

    [Fact]
    public async Task Token_that_cannot_be_renewed_fails_at_once()
    {
        await using var client = new SalesforceClient(new AccessTokenCredential(Org.Url, "a-dead-token"));
        Func<Task> query = () => client.QueryPageAsync("SELECT Id FROM Account LIMIT 1");
        SessionExpiredException error = (await query.Should().ThrowAsync<SessionExpiredException>()).Which;
        error.ToString().Should().NotContain("a-dead-token");
        Org.Requests.Should().HaveCount(1);
    }

    [Fact]
    public async Task Wrong_secret_is_a_failed_sign_in_that_does_not_show_it()
    {
        await using var client = new SalesforceClient(new ClientCredentialsCredential(Org.Url, Org.ClientId, "wrong-secret"));
        Func<Task> query = () => client.QueryPageAsync("SELECT Id FROM Account LIMIT 1");
        SignInFailedException error = (await query.Should().ThrowAsync<SignInFailedException>()).Which;
        error.ErrorCode.Should().Be("invalid_client");
        error.ToString().Should().NotContain("wrong-secret");
    }

    [Fact]
    public async Task Cancelling_one_waiter_does_not_end_the_sign_in_of_another()
    {
        var credential = new SlowCredential(Org);
        await using var client = new SalesforceClient(credential);
        using var cancelled = new CancellationTokenSource();
        Task<QueryPage> first = client.QueryPageAsync("SELECT Id FROM Account LIMIT 1", null, cancelled.Token);
        Task<QueryPage> second = client.QueryPageAsync("SELECT Id FROM Account LIMIT 1");
        await credential.Started.Task;
        await cancelled.CancelAsync();
        Func<Task> waitForFirst = () => first;
        await waitForFirst.Should().ThrowAsync<OperationCanceledException>();
        credential.Go.SetResult();
        (await second).Records.Should().HaveCount(1);
        credential.SignIns.Should().Be(1);
    }

    [Fact]
    public async Task Sign_in_that_was_given_up_ends_before_the_next_begins()
    {
        var credential = new LingeringCredential(Org);
        using var http = new HttpClient();
        using var cancelled = new CancellationTokenSource();
        Task<SalesforceSession> first = credential.SignInAsync(http, cancelled.Token);
        await credential.Started.Task;
        await cancelled.CancelAsync();
        Func<Task> waitForFirst = () => first;
        await waitForFirst.Should().ThrowAsync<OperationCanceledException>();
        Task<SalesforceSession> second = credential.SignInAsync(http);
        await Task.Delay(50);
        credential.CleanedUp.SetResult();
        (await second).AccessToken.Should().Be(Org.AccessToken);
        credential.MostAtOnce.Should().Be(1);
    }

    /// <summary>Lets go of what it holds, as a listener or a process, only a while after it was given up.</summary>
    private sealed class LingeringCredential(EmulatedOrg org) : SalesforceCredential
    {
        private int _running;

        public TaskCompletionSource Started { get; } = new();

        public TaskCompletionSource CleanedUp { get; } = new();

        public int MostAtOnce { get; private set; }

        protected override async Task<SalesforceSession> RequestSessionAsync(HttpClient http, CancellationToken cancellationToken)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _running));
            try
            {
                if (Started.TrySetResult())
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                return new SalesforceSession(org.AccessToken, org.Url);
            }
            finally
            {
                await CleanedUp.Task;
                Interlocked.Decrement(ref _running);
            }
        }
    }

    private sealed class SlowCredential(EmulatedOrg org) : SalesforceCredential
    {
        public TaskCompletionSource Started { get; } = new();

        public TaskCompletionSource Go { get; } = new();

        public int SignIns { get; private set; }

        protected override async Task<SalesforceSession> RequestSessionAsync(HttpClient http, CancellationToken cancellationToken)
        {
            SignIns++;
            Started.TrySetResult();
            await Go.Task.WaitAsync(cancellationToken);
            return new SalesforceSession(org.AccessToken, org.Url);
        }
    }
}
