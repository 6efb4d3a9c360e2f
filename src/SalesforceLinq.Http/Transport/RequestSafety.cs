namespace SalesforceLinq.Http;

/// <summary>What happens when a request is sent a second time although the first one was carried out.</summary>
public enum RequestSafety
{
    /// <summary>It only reads: it may be sent again whenever it failed in passing.</summary>
    Read,

    /// <summary>It changes something, and twice does the same as once (update, delete, upsert by external id): it may be sent again as well.</summary>
    Idempotent,

    /// <summary>Twice does more than once (create): it is sent again only when the answer proves that nothing was done.</summary>
    Unsafe,
}
