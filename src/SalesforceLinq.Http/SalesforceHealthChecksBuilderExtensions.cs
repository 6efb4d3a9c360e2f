using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SalesforceLinq.Http.Health;

namespace SalesforceLinq.Http;

/// <summary>Registers the health of an org with the health checks of a program.</summary>
public static class SalesforceHealthChecksBuilderExtensions
{
    private static readonly TimeSpan LeastInterval = TimeSpan.FromMinutes(1);

    /// <summary>Adds a check that asks the org for its limits: whether it answers, lets the program in, and has API calls left. At most one API call an interval.</summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">Name of the check.</param>
    /// <param name="client">Gives the client to ask with; null for the registered <see cref="SalesforceClient"/>.</param>
    /// <param name="options">How to look; null for once a minute.</param>
    /// <param name="failureStatus">What is reported when the org does not answer; null for unhealthy.</param>
    /// <param name="tags">Tags of the check, to choose checks by.</param>
    /// <returns>The health checks.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The interval is shorter than a minute, or the part of calls not from 0 to 1.</exception>
    public static IHealthChecksBuilder AddSalesforceHealthCheck(
        this IHealthChecksBuilder builder,
        string name = "salesforce",
        Func<IServiceProvider, SalesforceClient>? client = null,
        SalesforceHealthCheckOptions? options = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        options ??= new SalesforceHealthCheckOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Interval, LeastInterval);
        ArgumentOutOfRangeException.ThrowIfNegative(options.DegradedBelow);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.DegradedBelow, 1);
        client ??= provider => provider.GetRequiredService<SalesforceClient>();
        // One check for the program, kept by the container: it remembers when it looked last.
        var key = new object();
        builder.Services.AddKeyedSingleton(key, (provider, _) => new OrgHealthCheck(
            client(provider).GetLimitsAsync, options, provider.GetService<TimeProvider>() ?? TimeProvider.System));
        return builder.Add(new HealthCheckRegistration(name, provider => provider.GetRequiredKeyedService<OrgHealthCheck>(key), failureStatus, tags));
    }
}
