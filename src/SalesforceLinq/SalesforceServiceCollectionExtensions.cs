using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SalesforceLinq;

/// <summary>Registers contexts with dependency injection.</summary>
public static class SalesforceServiceCollectionExtensions
{
    /// <summary>Registers a context, one for each scope. All of them share one client, and so one sign-in.</summary>
    /// <typeparam name="TContext">The class of the context.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="configure">Says which org, and how.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddSalesforceContext<TContext>(
        this IServiceCollection services, Action<SalesforceContextOptionsBuilder<TContext>> configure)
        where TContext : SalesforceContext
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddSalesforceContext<TContext>((_, options) => configure(options));
    }

    /// <summary>Registers a context, one for each scope. All of them share one client, and so one sign-in.</summary>
    /// <typeparam name="TContext">The class of the context.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="configure">Says which org, and how, with the help of other services.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddSalesforceContext<TContext>(
        this IServiceCollection services, Action<IServiceProvider, SalesforceContextOptionsBuilder<TContext>> configure)
        where TContext : SalesforceContext
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        AddOptions(services, configure);
        services.TryAddScoped<TContext>();
        return services;
    }

    /// <summary>Registers a factory of contexts.</summary>
    /// <typeparam name="TContext">The class of the contexts.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="configure">Says which org, and how.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddSalesforceContextFactory<TContext>(
        this IServiceCollection services, Action<SalesforceContextOptionsBuilder<TContext>> configure)
        where TContext : SalesforceContext
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        AddOptions<TContext>(services, (_, options) => configure(options));
        services.TryAddSingleton<ISalesforceContextFactory<TContext>, ContextFactory<TContext>>();
        return services;
    }

    private static void AddOptions<TContext>(IServiceCollection services, Action<IServiceProvider, SalesforceContextOptionsBuilder<TContext>> configure)
        where TContext : SalesforceContext
    {
        services.TryAddSingleton(provider =>
        {
            SalesforceContextOptionsBuilder<TContext> builder = new();
            configure(provider, builder);
            return builder.Options;
        });
        services.TryAddSingleton<SalesforceContextOptions>(provider => provider.GetRequiredService<SalesforceContextOptions<TContext>>());
    }

    private sealed class ContextFactory<TContext>(IServiceProvider services) : ISalesforceContextFactory<TContext>
        where TContext : SalesforceContext
    {
        private static readonly ObjectFactory<TContext> Create = ActivatorUtilities.CreateFactory<TContext>([]);

        public TContext CreateContext() => Create(services, null);
    }
}
