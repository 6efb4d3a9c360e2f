using Microsoft.Extensions.DependencyInjection;
using SalesforceLinq.Http.Transport;

namespace SalesforceLinq.Http;

/// <summary>Registers clients for dependency injection.</summary>
public static class SalesforceClientRegistration
{
    private const string HttpClientName = "SalesforceLinq";

    /// <summary>Registers one <see cref="SalesforceClient"/> for the whole program, over <see cref="IHttpClientFactory"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="credential">Makes the credential, once.</param>
    /// <param name="options">Makes the options, once; null for the defaults.</param>
    /// <returns>The builder of its HTTP client, for handlers of your own.</returns>
    public static IHttpClientBuilder AddSalesforceClient(
        this IServiceCollection services,
        Func<IServiceProvider, SalesforceCredential> credential,
        Func<IServiceProvider, SalesforceClientOptions>? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(credential);
        services.AddSingleton(provider => Client(provider, HttpClientName, credential, options));
        return AddHttp(services, HttpClientName, options);
    }

    /// <summary>Registers one <see cref="SalesforceClient"/> for the whole program.</summary>
    /// <param name="services">The services.</param>
    /// <param name="credential">How to sign in.</param>
    /// <param name="options">How the client works; null for the defaults.</param>
    /// <returns>The builder of its HTTP client, for handlers of your own.</returns>
    public static IHttpClientBuilder AddSalesforceClient(
        this IServiceCollection services, SalesforceCredential credential, SalesforceClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return services.AddSalesforceClient(_ => credential, options is null ? null : _ => options);
    }

    /// <summary>Registers a client under a name, for programs that work with several orgs. Ask for it by <c>[FromKeyedServices(name)]</c>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">Name of the client, once only.</param>
    /// <param name="credential">Makes the credential, once.</param>
    /// <param name="options">Makes the options, once; null for the defaults.</param>
    /// <returns>The builder of its HTTP client, for handlers of your own.</returns>
    public static IHttpClientBuilder AddSalesforceClient(
        this IServiceCollection services,
        string name,
        Func<IServiceProvider, SalesforceCredential> credential,
        Func<IServiceProvider, SalesforceClientOptions>? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(credential);
        string httpName = $"{HttpClientName}:{name}";
        services.AddKeyedSingleton(name, (provider, _) => Client(provider, httpName, credential, options));
        return AddHttp(services, httpName, options);
    }

    private static IHttpClientBuilder AddHttp(IServiceCollection services, string name, Func<IServiceProvider, SalesforceClientOptions>? options) =>
        services.AddHttpClient(name, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider =>
            {
                SalesforceClientOptions? chosen = options?.Invoke(provider);
                return chosen?.Handler ?? ConnectionSetup.NewHandler(chosen?.Proxy);
            })
            // The client lives as long as the program, and so must its handler: connections are renewed inside it.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);

    private static SalesforceClient Client(
        IServiceProvider provider, string httpName, Func<IServiceProvider, SalesforceCredential> credential,
        Func<IServiceProvider, SalesforceClientOptions>? options)
    {
        HttpClient http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(httpName);
        // Proxy and handler are in the HTTP client already.
        SalesforceClientOptions chosen = (options?.Invoke(provider) ?? new()) with { Proxy = null, Handler = null };
        return new SalesforceClient(credential(provider), http, chosen);
    }
}
