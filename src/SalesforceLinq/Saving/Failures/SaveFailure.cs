namespace SalesforceLinq;

/// <summary>A record that was not saved, and why.</summary>
/// <param name="Entry">The entity that stands for it. Its state is what it was: correct it and save again.</param>
/// <param name="Operation">What was to be done.</param>
/// <param name="ErrorCode">Salesforce's code, such as <c>REQUIRED_FIELD_MISSING</c>; our own are <c>PARENT_NOT_SAVED</c>, <c>CONCURRENT_CHANGE</c> and <c>INVALID_TEXT</c>; empty when the answer was lost.</param>
/// <param name="Message">Salesforce's words, in the language of the user.</param>
/// <param name="Fields">API names of the fields it is about; may be empty.</param>
public sealed record SaveFailure(EntityEntry Entry, SaveOperation Operation, string ErrorCode, string Message, IReadOnlyList<string> Fields)
{
    // Source: REST API Developer Guide, "Status Codes and Error Responses".
    private static readonly HashSet<string> Passing = ["UNABLE_TO_LOCK_ROW", "REQUEST_LIMIT_EXCEEDED", "SERVER_UNAVAILABLE", "QUERY_TIMEOUT"];

    /// <summary>Whether the same save may succeed a moment later.</summary>
    public bool IsRetryable => Passing.Contains(ErrorCode);

    /// <summary>Whether the record was changed or deleted by somebody else since it was read.</summary>
    public bool IsConflict => ErrorCode == Saving.Planning.ConcurrentChange.Code;

    /// <summary>Whether the answer was lost, so that the record may have been saved nevertheless. Look before you save it again.</summary>
    public bool MayHaveHappened { get; init; }

    /// <summary>The records the org took this one for a duplicate of, by a duplicate rule or by a unique field; empty for other failures.</summary>
    public IReadOnlyList<DuplicateMatch> Duplicates { get; init; } = [];
}
