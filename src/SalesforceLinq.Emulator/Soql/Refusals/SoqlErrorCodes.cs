namespace SalesforceLinq.Emulator.Soql.Refusals;

/// <summary>The error codes a query can end with.</summary>
internal static class SoqlErrorCodes
{
    public const string MalformedQuery = "MALFORMED_QUERY";
    public const string InvalidField = "INVALID_FIELD";
    public const string InvalidType = "INVALID_TYPE";
    public const string InvalidQueryFilterOperator = "INVALID_QUERY_FILTER_OPERATOR";
    public const string InvalidQueryLocator = "INVALID_QUERY_LOCATOR";
    public const string NumberOutsideValidRange = "NUMBER_OUTSIDE_VALID_RANGE";
    public const string ExceededIdLimit = "EXCEEDED_ID_LIMIT";
    public const string QueryTooComplicated = "QUERY_TOO_COMPLICATED";
    public const string InvalidQueryScope = "INVALID_QUERY_SCOPE";
    public const string MalformedSearch = "MALFORMED_SEARCH";
}
