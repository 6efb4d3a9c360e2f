namespace SalesforceLinq;

/// <summary>What <c>ExecuteUpdateAsync</c> or <c>ExecuteDeleteAsync</c> did. Every record was for itself: nothing is rolled back.</summary>
/// <param name="Matched">Records the query found.</param>
/// <param name="Written">Records that were updated or deleted.</param>
/// <param name="Failures">Records that were not, and why; in the order they were found.</param>
/// <param name="ApiCalls">Calls that wrote, repeats included. The calls of the query come on top.</param>
public sealed record ExecuteResult(int Matched, int Written, IReadOnlyList<ExecuteFailure> Failures, int ApiCalls);

/// <summary>A record that was not updated or deleted.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ErrorCode">Salesforce's code; empty when the answer was lost.</param>
/// <param name="Message">Salesforce's words, in the language of the user.</param>
/// <param name="Fields">API names of the fields it is about; may be empty.</param>
public sealed record ExecuteFailure(string Id, string ErrorCode, string Message, IReadOnlyList<string> Fields)
{
    /// <summary>Whether the answer was lost, so that the record may have been written nevertheless.</summary>
    public bool MayHaveHappened { get; init; }
}
