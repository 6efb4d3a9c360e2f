using Microsoft.Extensions.DependencyInjection;

namespace SalesforceLinq.Http.Tests;

public sealed class RegistrationTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]
    public async Task Client_is_registered_once_for_the_program_with_handlers_of_ones_own()
    {
        var counter = new Counter();
        var services = new ServiceCollection();
        services.AddSalesforceClient(new ClientCredentialsCredential(Org.Url, Org.ClientId, Org.ClientSecret), new SalesforceClientOptions { ApiVersion = "60.0" })
            .AddHttpMessageHandler(() => counter);
        await using ServiceProvider provider = services.BuildServiceProvider();

        SalesforceClient client = provider.GetRequiredService<SalesforceClient>();
        client.Should().BeSameAs(provider.GetRequiredService<SalesforceClient>());
        client.ApiVersion.Should().Be("60.0");
        (await client.QueryPageAsync("SELECT Id FROM Account LIMIT 1")).Records.Should().HaveCount(1);
        counter.Requests.Should().Be(2);
    }

    [Fact]
    public async Task Named_clients_are_different_orgs()
    {
        var services = new ServiceCollection();
        services.AddSalesforceClient("one", _ => new AccessTokenCredential(Org.Url, Org.AccessToken));
        services.AddSalesforceClient("two", _ => new AccessTokenCredential(Org.Url, "dead"));
        await using ServiceProvider provider = services.BuildServiceProvider();
        (await provider.GetRequiredKeyedService<SalesforceClient>("one").QueryPageAsync("SELECT Id FROM Account LIMIT 1")).Done.Should().BeTrue();
        Func<Task> dead = () => provider.GetRequiredKeyedService<SalesforceClient>("two").QueryPageAsync("SELECT Id FROM Account LIMIT 1");
        await dead.Should().ThrowAsync<SessionExpiredException>();
    }

    [Fact]
    public async Task Proxy_is_asked_for_every_request()
    {
        var proxy = new Proxy(Org.Url);
        await using var client = new SalesforceClient(
            new AccessTokenCredential("http://localhost:9", Org.AccessToken), new SalesforceClientOptions { Proxy = proxy });
        (await client.QueryPageAsync("SELECT Id FROM Account LIMIT 1")).Records.Should().HaveCount(1);
        proxy.Asked.Should().BePositive();
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Action version = () => _ = new SalesforceClient(StubOrg.Credential, new SalesforceClientOptions { ApiVersion = "v66" });
        Action attempts = () => _ = new SalesforceClient(StubOrg.Credential, new SalesforceClientOptions { Retry = new RetryOptions { MaxAttempts = 0 } });
        Action both = () => _ = new SalesforceClient(StubOrg.Credential, new HttpClient(), new SalesforceClientOptions { Handler = new StubOrg() });
        version.Should().Throw<ArgumentException>().WithMessage("*Write it as '66.0'*");
        attempts.Should().Throw<ArgumentOutOfRangeException>();
        both.Should().Throw<ArgumentException>();
    }

    private sealed class Counter : DelegatingHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Proxy(Uri address) : System.Net.IWebProxy
    {
        public int Asked { get; private set; }

        public System.Net.ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination)
        {
            Asked++;
            return address;
        }

        public bool IsBypassed(Uri host) => false;
    }
}
