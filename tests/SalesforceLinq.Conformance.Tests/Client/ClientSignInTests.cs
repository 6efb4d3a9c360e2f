using System.Net;
using SalesforceLinq.Http;

namespace SalesforceLinq.Conformance.Tests.Client;

public sealed class ClientSignInTests
{
    [SkippableFact]
    public async Task Every_recorded_token_answer_is_a_session_or_a_failed_sign_in()
    {
        int read = 0;
        foreach (Recording recording in Recording.In("oauth-token"))
        {
            if (recording.File.Contains("identity", StringComparison.Ordinal))
                continue;
            bool refused = recording.File.Contains("invalid_grant", StringComparison.Ordinal);
            using var http = new HttpClient(new Replay(recording, status: refused ? HttpStatusCode.BadRequest : null));
            Func<Task<SalesforceSession>> signIn = () => new RefreshTokenCredential("client", "refresh").SignInAsync(http);
            if (refused)
                (await signIn.Should().ThrowAsync<SignInFailedException>()).Which.ErrorCode.Should().Be("invalid_grant");
            else
                (await signIn()).InstanceUrl.Should().Be(new Uri("https://na1.salesforce.com"));
            read++;
        }

        read.Should().Be(4);
    }

    [SkippableFact]
    public async Task Recorded_soap_login_is_a_session()
    {
        Recording template = Recording.Of("login-soap", "cfx-login-response-template.xml");
        Recording filled = template with
        {
            Body = template.Body
                .Replace("<serverUrl></serverUrl>", "<serverUrl>https://acme.my.salesforce.com/services/Soap/u/64.0/00D</serverUrl>", StringComparison.Ordinal)
                .Replace("<sessionId></sessionId>", "<sessionId>S1</sessionId>", StringComparison.Ordinal),
        };
        using var http = new HttpClient(new Replay(filled, "text/xml"));
        SalesforceSession session = await new UsernamePasswordCredential("user", "password").SignInAsync(http);
        session.InstanceUrl.Should().Be(new Uri("https://acme.my.salesforce.com"));
        session.IdleLifetime.Should().Be(TimeSpan.FromSeconds(7200));
    }

    [SkippableFact]
    public async Task Every_recorded_soap_fault_is_a_failed_sign_in()
    {
        foreach (string file in (string[])["sb-login-fault-INVALID_LOGIN.xml", "mf-login-failure.xml", "mf-INVALID_SESSION_ID-fault.xml"])
        {
            using var http = new HttpClient(new Replay(Recording.Of("login-soap", file), "text/xml", HttpStatusCode.InternalServerError));
            Func<Task> signIn = () => new UsernamePasswordCredential("user", "password").SignInAsync(http);
            (await signIn.Should().ThrowAsync<SignInFailedException>(file)).Which.ErrorCode.Should().StartWith("INVALID_");
        }
    }
}
