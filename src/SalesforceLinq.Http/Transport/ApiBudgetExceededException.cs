namespace SalesforceLinq.Http;

/// <summary>The client kept a request back, because only the reserved API calls of the day are left. Nothing was sent.</summary>
public sealed class ApiBudgetExceededException : InvalidOperationException
{
    /// <summary>A request that was kept back.</summary>
    /// <param name="request">Method and path of the request.</param>
    /// <param name="remaining">Calls left.</param>
    /// <param name="reserved">Calls that are to be left.</param>
    public ApiBudgetExceededException(string request, int remaining, int reserved)
        : base($"'{request}' was not sent: {remaining} API calls are left, and the option ReservedApiCalls keeps {reserved} for others.")
    {
        Remaining = remaining;
        Reserved = reserved;
    }

    /// <summary>Calls left, as the last answer told.</summary>
    public int Remaining { get; }

    /// <summary>Calls that are to be left.</summary>
    public int Reserved { get; }
}
