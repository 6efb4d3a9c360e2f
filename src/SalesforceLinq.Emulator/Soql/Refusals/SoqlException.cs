namespace SalesforceLinq.Emulator.Soql.Refusals;

/// <summary>A query the org refuses, with the error code and the exact message Salesforce answers.</summary>
internal sealed class SoqlException(string errorCode, string message) : Exception(message)
{
    /// <summary>Salesforce's error code, such as <c>MALFORMED_QUERY</c>.</summary>
    public string ErrorCode { get; } = errorCode;
}
