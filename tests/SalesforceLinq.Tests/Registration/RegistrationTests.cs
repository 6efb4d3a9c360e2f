using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SalesforceLinq.Emulator;
using SalesforceLinq.Http;

namespace SalesforceLinq.Tests.Registration;

public sealed class RegistrationTests(ShopOrg shop) : IClassFixture<ShopOrg>
{
    private EmulatedOrg Org => shop.Org;

    [Fact]
    public async Task Contexts_are_scoped_and_share_one_client_and_one_sign_in()
    {
        await using ServiceProvider provider = Services(services => services.AddSalesforceContext<ShopContext>(
            options => options.UseOrg(new ClientCredentialsCredential(Org.Url, Org.ClientId, Org.ClientSecret))));
        Org.Requests.Clear();
        List<ShopContext> contexts = [];
        for (int i = 0; i < 3; i++)
        {
            await using AsyncServiceScope scope = provider.CreateAsyncScope();
            ShopContext context = scope.ServiceProvider.GetRequiredService<ShopContext>();
            context.Should().BeSameAs(scope.ServiceProvider.GetRequiredService<ShopContext>());
            (await context.Accounts.CountAsync()).Should().Be(10);
            contexts.Add(context);
        }

        contexts.Should().OnlyHaveUniqueItems();
        contexts.Select(context => context.Client).Distinct().Should().ContainSingle();
        Org.Requests.Count(request => request.Path.EndsWith("/oauth2/token", StringComparison.Ordinal)).Should().Be(1);
    }

    [Fact]
    public async Task Factory_makes_contexts_outside_of_scopes()
    {
        await using ServiceProvider provider = Services(services => services.AddSalesforceContextFactory<ShopContext>(
            options => options.UseOrg(new AccessTokenCredential(Org.Url, Org.AccessToken))));
        ISalesforceContextFactory<ShopContext> factory = provider.GetRequiredService<ISalesforceContextFactory<ShopContext>>();
        await using ShopContext one = factory.CreateContext();
        await using ShopContext two = factory.CreateContext();
        two.Should().NotBeSameAs(one);
        (await two.Accounts.CountAsync()).Should().Be(10);
    }

    [Fact]
    public async Task Context_without_an_org_of_its_own_takes_the_registered_client()
    {
        await using ServiceProvider provider = Services(services =>
        {
            services.AddSalesforceClient(new AccessTokenCredential(Org.Url, Org.AccessToken));
            services.AddSalesforceContext<ShopContext>(options => options.UseTracking(false));
        });
        await using AsyncServiceScope scope = provider.CreateAsyncScope();
        ShopContext context = scope.ServiceProvider.GetRequiredService<ShopContext>();
        context.Client.Should().BeSameAs(provider.GetRequiredService<SalesforceClient>());
        await context.Accounts.ToListAsync();
        context.ChangeTracker.Entries().Should().BeEmpty();
    }

    [Fact]
    public async Task Handlers_are_added_to_the_http_client_of_the_context()
    {
        CountingHandler counter = new();
        await using ServiceProvider provider = Services(services =>
        {
            services.AddSalesforceContext<ShopContext>(options => options.UseOrg(new AccessTokenCredential(Org.Url, Org.AccessToken)));
            services.AddHttpClient("SalesforceLinq:ShopContext").AddHttpMessageHandler(() => counter);
        });
        await using AsyncServiceScope scope = provider.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ShopContext>().Accounts.CountAsync();
        counter.Requests.Should().Be(1);
    }

    [Fact]
    public async Task Keyed_contexts_work_with_several_orgs()
    {
        await using EmulatedOrg other = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None });
        await using ServiceProvider provider = Services(services =>
        {
            services.AddKeyedSalesforceContext<ShopContext>("eu", options => options.UseOrg(new AccessTokenCredential(Org.Url, Org.AccessToken)));
            services.AddKeyedSalesforceContext<ShopContext>("us", options => options.UseOrg(new AccessTokenCredential(other.Url, other.AccessToken)));
        });
        await using AsyncServiceScope scope = provider.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredKeyedService<ShopContext>("eu").Accounts.CountAsync()).Should().Be(10);
        (await scope.ServiceProvider.GetRequiredKeyedService<ShopContext>("us").Accounts.CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Scoped_options_let_every_user_work_with_a_token_of_their_own()
    {
        await using ServiceProvider provider = Services(services =>
        {
            services.AddScoped<CurrentUser>();
            services.AddSalesforceContext<ShopContext>(
                (scope, options) => options.UseOrg(new AccessTokenCredential(Org.Url, scope.GetRequiredService<CurrentUser>().Token)), ServiceLifetime.Scoped);
        });
        (await CountAsync(Org.AccessToken)).Should().Be(10);
        Func<Task> stranger = () => CountAsync("not a token");
        await stranger.Should().ThrowAsync<SessionExpiredException>();
        (await CountAsync(Org.AccessToken)).Should().Be(10);

        async Task<int> CountAsync(string token)
        {
            await using AsyncServiceScope scope = provider.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentUser>().Token = token;
            return await scope.ServiceProvider.GetRequiredService<ShopContext>().Accounts.CountAsync();
        }
    }

    [Fact]
    public async Task Section_names_the_org_and_a_wrong_one_keeps_a_host_from_starting()
    {
        await using ServiceProvider provider = Services(services => services.AddSalesforceContext<ShopContext>(
            options => options.UseConfiguration(Section(("InstanceUrl", Org.Url.ToString()), ("AccessToken", Org.AccessToken)))));
        await using AsyncServiceScope scope = provider.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<ShopContext>().Accounts.CountAsync()).Should().Be(10);

        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSalesforceContext<ShopContext>(options => options.UseConfiguration(Section(("ClientId", "id"), ("ClientSecret", "hush"), ("MaxAttempts", "0"))));
        using IHost host = builder.Build();
        Func<Task> start = () => host.StartAsync();
        OptionsValidationException refused = (await start.Should().ThrowAsync<OptionsValidationException>()).Which;
        refused.Message.Should().Contain("'Salesforce:InstanceUrl' is missing").And.NotContain("hush");
    }

    [Fact]
    public async Task Context_that_configures_itself_ends_its_own_client_and_leaves_a_shared_one()
    {
        SelfConfigured context = new(Org);
        (await context.Accounts.CountAsync()).Should().Be(10);
        SalesforceClient own = context.Client;
        await context.DisposeAsync();
        Func<Task> after = () => own.GetLimitsAsync();
        await after.Should().ThrowAsync<ObjectDisposedException>();

        await using SalesforceClient shared = new(new AccessTokenCredential(Org.Url, Org.AccessToken));
        await new ShopContext(new SalesforceContextOptionsBuilder<ShopContext>().UseClient(shared).Options).DisposeAsync();
        (await shared.GetLimitsAsync()).Should().NotBeEmpty();
    }

    [Fact]
    public async Task Health_of_the_contexts_org_is_checked_through_its_client()
    {
        await using ServiceProvider provider = Services(services =>
        {
            services.AddSalesforceContext<ShopContext>(options => options.UseOrg(new AccessTokenCredential(Org.Url, Org.AccessToken)));
            services.AddHealthChecks().AddSalesforceHealthCheck<ShopContext>();
        });
        HealthReport report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        report.Entries.Should().ContainKey("ShopContext").WhoseValue.Status.Should().Be(HealthStatus.Healthy);
    }

    private static IConfigurationSection Section(params (string Key, string Value)[] keys) =>
        new ConfigurationBuilder().AddInMemoryCollection(keys.Select(pair => KeyValuePair.Create("Salesforce:" + pair.Key, (string?)pair.Value))).Build().GetSection("Salesforce");

    private static ServiceProvider Services(Action<IServiceCollection> add)
    {
        ServiceCollection services = new();
        services.AddLogging();
        add(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    private sealed class CurrentUser
    {
        public string Token { get; set; } = "";
    }

    private sealed class SelfConfigured(EmulatedOrg org) : SalesforceContext
    {
        public SObjectSet<ShopAccount> Accounts => Set<ShopAccount>();

        protected override void OnConfiguring(SalesforceContextOptionsBuilder options) => options.UseOrg(new AccessTokenCredential(org.Url, org.AccessToken));
    }

    private sealed class CountingHandler : DelegatingHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
