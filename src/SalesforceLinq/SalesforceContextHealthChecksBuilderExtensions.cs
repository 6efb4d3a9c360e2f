using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SalesforceLinq.Http;

namespace SalesforceLinq;

/// <summary>Registers the health of the org of a context with the health checks of a program.</summary>
public static class SalesforceContextHealthChecksBuilderExtensions
{
    /// <summary>Adds a check that asks the org of a context for its limits: whether it answers, lets the program in, and has API calls left. At most one API call an interval.</summary>
    /// <typeparam name="TContext">The class of the context, registered with options that are made once for the program.</typeparam>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">Name of the check; null for the name of the class.</param>
    /// <param name="options">How to look; null for once a minute.</param>
    /// <param name="failureStatus">What is reported when the org does not answer; null for unhealthy.</param>
    /// <param name="tags">Tags of the check, to choose checks by.</param>
    /// <returns>The health checks.</returns>
    public static IHealthChecksBuilder AddSalesforceHealthCheck<TContext>(
        this IHealthChecksBuilder builder,
        string? name = null,
        SalesforceHealthCheckOptions? options = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null)
        where TContext : SalesforceContext =>
        builder.AddSalesforceHealthCheck(
            name ?? typeof(TContext).Name,
            provider => provider.GetRequiredService<SalesforceContextOptions<TContext>>().Client,
            options,
            failureStatus,
            tags);
}
