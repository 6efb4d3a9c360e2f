using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SalesforceLinq.Http.Health;

/// <summary>Looks whether the org answers, and how many API calls of the day are left; at most once an interval.</summary>
/// <remarks>The look is <c>GET …/limits</c>: it needs a session, costs one API call, and changes nothing.</remarks>
internal sealed class OrgHealthCheck(Func<CancellationToken, Task<IReadOnlyDictionary<string, OrgLimit>>> getLimits, SalesforceHealthCheckOptions options, TimeProvider time)
    : IHealthCheck, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private long _lookedAt;
    private HealthCheckResult? _result;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_result is not { } result || time.GetElapsedTime(_lookedAt) >= options.Interval)
            {
                // A failure is good for an interval too: an org in trouble is not helped by being asked more often. A look that was given up tells nothing.
                long asked = time.GetTimestamp();
                _result = result = await LookAsync(context.Registration.FailureStatus, cancellationToken).ConfigureAwait(false);
                _lookedAt = asked;
            }

            return result;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<HealthCheckResult> LookAsync(HealthStatus failure, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyDictionary<string, OrgLimit> limits = await getLimits(cancellationToken).ConfigureAwait(false);
            if (!limits.TryGetValue("DailyApiRequests", out OrgLimit? calls) || calls.Max <= 0)
                return HealthCheckResult.Healthy("The org answers.");
            var data = new Dictionary<string, object> { ["apiCallsRemaining"] = calls.Remaining, ["apiCallsMax"] = calls.Max };
            string said = string.Create(CultureInfo.InvariantCulture, $"The org answers; {calls.Remaining} of {calls.Max} API calls are left.");
            return calls.Remaining < calls.Max * options.DegradedBelow ? HealthCheckResult.Degraded(said, data: data) : HealthCheckResult.Healthy(said, data);
        }
        catch (Exception trouble) when (trouble is SalesforceApiException or SalesforceTransportException or ApiBudgetExceededException)
        {
            return new HealthCheckResult(failure, trouble.Message);
        }
    }
}
