using SalesforceLinq.Http;

namespace SalesforceLinq.Saving.Planning;

/// <summary>Errors of records that are fine themselves and went down with others of their call.</summary>
internal static class CompanionErrors
{
    // Source: recorded composite and collections answers.
    private static readonly HashSet<string> Codes = ["ALL_OR_NONE_OPERATION_ROLLED_BACK", "PROCESSING_HALTED"];

    public static bool Contains(RecordError error) => Codes.Contains(error.ErrorCode);

    public static bool AreAllOf(RecordResult result) => !result.Success && result.Errors.All(Contains);
}
