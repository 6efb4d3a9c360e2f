namespace SalesforceLinq.Http;

/// <summary>How the health of an org is looked at.</summary>
public sealed record SalesforceHealthCheckOptions
{
    /// <summary>How long one look is good for. Meanwhile its result is given again, whoever asks, and no API call is made.</summary>
    /// <value>At least one minute, the default: a health check is asked every few seconds, and API calls of a day are counted.</value>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The org counts as degraded once a smaller part of the day's API calls than this is left.</summary>
    /// <value>0 to 1; default 0.1.</value>
    public double DegradedBelow { get; init; } = 0.1;
}
