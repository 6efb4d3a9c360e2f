using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SalesforceLinq;

/// <summary>Registers contexts with dependency injection.</summary>
public static class SalesforceServiceCollectionExtensions
{
    /// <summary>Registers a context, one for each scope. All of them share one client, and so one sign-in.</summary>
    /// <typeparam name="TContext">The class of the context.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="configure">Says which org, and how. Where it names no org, the registered <see cref="Http.SalesforceClient"/> is taken.</param>
    /// <returns>The services.</returns>
    /// <inheritdoc cref="AddSalesforceContext{TContext}(IServiceCollection, Action{IServiceProvider, SalesforceContextOptionsBuilder{TContext}}, ServiceLifetime)" path="/remarks"/>
    public static IServiceCollection AddSalesforceContext<TContext>(
        this IServiceCollection services, Action<SalesforceContextOptionsBuilder<TContext>>? configure = null)
        where TContext : SalesforceContext =>
        services.AddSalesforceContext<TContext>((_, options) => configure?.Invoke(options));

    /// <summary>Registers a context, one for each scope.</summary>
    /// <typeparam name="TContext">The class of the context.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="configure">Says which org, and how, with the help of other services. Where it names no org, the registered <see cref="Http.SalesforceClient"/> is taken.</param>
    /// <param name="optionsLifetime">
    /// <see cref="ServiceLifetime.Singleton"/>, the default: the options are made once, checked at the start of a host, and all contexts share one client and one sign-in.
    /// <see cref="ServiceLifetime.Scoped"/>: made for each scope, for web programs in which every user works with a token of their own; connections are shared all the same.
    /// </param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The lifetime is transient.</exception>
    /// <remarks>
    /// The client goes through <see cref="System.Net.Http.IHttpClientFactory"/>: handlers are added to its HTTP client, whose name is <c>SalesforceLinq:</c> and the
    /// name of the context's class, <c>services.AddHttpClient("SalesforceLinq:CrmContext").AddHttpMessageHandler(…)</c>.
    /// </remarks>
    public static IServiceCollection AddSalesforceContext<TContext>(
        this IServiceCollection services, Action<IServiceProvider, SalesforceContextOptionsBuilder<TContext>> configure,
        ServiceLifetime optionsLifetime = ServiceLifetime.Singleton)
        where TContext : SalesforceContext
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        new ContextRegistration<TContext>(services, key: null).AddOptions(configure, optionsLifetime);
        services.TryAddScoped<TContext>();
        return services;
    }

    /// <summary>Registers a context under a key, for programs that work with several orgs by one class of context. Ask for it by <c>[FromKeyedServices(key)]</c>.</summary>
    /// <typeparam name="TContext">The class of the context.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="key">The key, such as the name of the org.</param>
    /// <param name="configure">Says which org, and how.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddKeyedSalesforceContext<TContext>(
        this IServiceCollection services, string key, Action<SalesforceContextOptionsBuilder<TContext>> configure)
        where TContext : SalesforceContext
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        ArgumentNullException.ThrowIfNull(configure);
        new ContextRegistration<TContext>(services, key).AddOptions((_, options) => configure(options), ServiceLifetime.Singleton);
        services.TryAddKeyedScoped(key, (provider, _) => ActivatorUtilities.CreateInstance<TContext>(
            provider, provider.GetRequiredKeyedService<SalesforceContextOptions<TContext>>(key)));
        return services;
    }

    /// <summary>Registers a factory of contexts.</summary>
    /// <typeparam name="TContext">The class of the contexts.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="configure">Says which org, and how. Where it names no org, the registered <see cref="Http.SalesforceClient"/> is taken.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddSalesforceContextFactory<TContext>(
        this IServiceCollection services, Action<SalesforceContextOptionsBuilder<TContext>>? configure = null)
        where TContext : SalesforceContext
    {
        ArgumentNullException.ThrowIfNull(services);
        new ContextRegistration<TContext>(services, key: null).AddOptions((_, options) => configure?.Invoke(options), ServiceLifetime.Singleton);
        services.TryAddSingleton<ISalesforceContextFactory<TContext>, ContextFactory<TContext>>();
        return services;
    }

    private sealed class ContextFactory<TContext>(IServiceProvider services) : ISalesforceContextFactory<TContext>
        where TContext : SalesforceContext
    {
        private static readonly ObjectFactory<TContext> Create = ActivatorUtilities.CreateFactory<TContext>([]);

        public TContext CreateContext() => Create(services, null);
    }
}
