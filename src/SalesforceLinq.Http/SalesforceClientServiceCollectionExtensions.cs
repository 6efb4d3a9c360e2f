using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SalesforceLinq.Http.Authentication;
using SalesforceLinq.Http.Configuration;
using SalesforceLinq.Http.Transport;

namespace SalesforceLinq.Http;

/// <summary>Registers clients for dependency injection.</summary>
public static class SalesforceClientServiceCollectionExtensions
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

    /// <summary>Registers one <see cref="SalesforceClient"/> for the org a configuration section names. A host refuses to start with a section that is wrong.</summary>
    /// <param name="services">The services.</param>
    /// <param name="section">The section, with the keys of <see cref="SalesforceCredential.FromConfiguration"/> and <see cref="SalesforceClientOptions.FromConfiguration"/>.</param>
    /// <returns>The builder of its HTTP client, for handlers of your own.</returns>
    public static IHttpClientBuilder AddSalesforceClient(this IServiceCollection services, IConfigurationSection section)
    {
        CheckAtStart(services, section);
        return services.AddSalesforceClient(_ => SalesforceCredential.FromConfiguration(section), _ => SalesforceClientOptions.FromConfiguration(section));
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

    /// <summary>Registers a client under a name, for the org a configuration section names. A host refuses to start with a section that is wrong.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">Name of the client, once only.</param>
    /// <param name="section">The section, with the keys of <see cref="SalesforceCredential.FromConfiguration"/> and <see cref="SalesforceClientOptions.FromConfiguration"/>.</param>
    /// <returns>The builder of its HTTP client, for handlers of your own.</returns>
    public static IHttpClientBuilder AddSalesforceClient(this IServiceCollection services, string name, IConfigurationSection section)
    {
        CheckAtStart(services, section);
        return services.AddSalesforceClient(name, _ => SalesforceCredential.FromConfiguration(section), _ => SalesforceClientOptions.FromConfiguration(section));
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
        SalesforceClientOptions chosen = options?.Invoke(provider) ?? new();
        // Proxy and handler are in the HTTP client already.
        chosen = chosen with { Proxy = null, Handler = null, LoggerFactory = chosen.LoggerFactory ?? provider.GetService<ILoggerFactory>() };
        return new SalesforceClient(credential(provider), http, chosen);
    }

    private static void CheckAtStart(IServiceCollection services, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        services.AddOptions<OrgCheck>(section.Path).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OrgCheck>>(new OrgCheck(section));
    }

    /// <summary>Says at the start of a host all that is wrong with a section.</summary>
    private sealed class OrgCheck(IConfigurationSection? section) : IValidateOptions<OrgCheck>
    {
        // The options system makes an instance to validate; the section is with the validator.
        public OrgCheck()
            : this(null)
        {
        }

        public ValidateOptionsResult Validate(string? name, OrgCheck options)
        {
            if (section is null || name != section.Path)
                return ValidateOptionsResult.Skip;
            SectionReader reader = new(section);
            _ = ConfiguredCredential.Read(reader);
            _ = SalesforceClientOptions.Read(reader);
            reader.RefuseUnknown(OrgKeys.All);
            return reader.Problems.Count > 0 ? ValidateOptionsResult.Fail(reader.Problems) : ValidateOptionsResult.Success;
        }
    }
}
