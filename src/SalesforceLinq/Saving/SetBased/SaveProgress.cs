namespace SalesforceLinq;

/// <summary>How far <c>ExecuteUpdateAsync</c> or <c>ExecuteDeleteAsync</c> has come. Reported after each call that wrote.</summary>
/// <param name="Read">Records the query has yielded so far.</param>
/// <param name="Written">Records that were updated or deleted.</param>
/// <param name="Failed">Records that were not.</param>
/// <param name="ApiCalls">Calls that wrote, repeats included.</param>
public sealed record SaveProgress(int Read, int Written, int Failed, int ApiCalls);
