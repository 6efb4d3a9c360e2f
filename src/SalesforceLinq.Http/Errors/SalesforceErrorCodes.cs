namespace SalesforceLinq.Http;

/// <summary>Error codes of the platform that programs tell apart.</summary>
/// <remarks>Source: SOAP API Developer Guide, "StatusCode" and "ExceptionCode"; the HTTP status beside each comes from recorded answers.</remarks>
public static class SalesforceErrorCodes
{
    /// <summary>All-or-none: this record was valid, and was rolled back because another was not.</summary>
    public const string AllOrNoneOperationRolledBack = "ALL_OR_NONE_OPERATION_ROLLED_BACK";

    /// <summary>Uncaught exception in a class of Apex REST (500).</summary>
    public const string ApexError = "APEX_ERROR";

    /// <summary>Batch with <c>haltOnError</c>: a request before this one failed (412).</summary>
    public const string BatchProcessingHalted = "BATCH_PROCESSING_HALTED";

    /// <summary>A record of that unique value exists (400).</summary>
    public const string DuplicateValue = "DUPLICATE_VALUE";

    /// <summary>A duplicate rule found similar records (400).</summary>
    public const string DuplicatesDetected = "DUPLICATES_DETECTED";

    /// <summary>The record is in the recycle bin (404).</summary>
    public const string EntityIsDeleted = "ENTITY_IS_DELETED";

    /// <summary>Too many ids, or more groups than one answer holds (400).</summary>
    public const string ExceededIdLimit = "EXCEEDED_ID_LIMIT";

    /// <summary>A validation rule of the org refused the record (400).</summary>
    public const string FieldCustomValidationException = "FIELD_CUSTOM_VALIDATION_EXCEPTION";

    /// <summary>The user may not write this record.</summary>
    public const string InsufficientAccess = "INSUFFICIENT_ACCESS_OR_READONLY";

    /// <summary>The id of another record is of the wrong kind, or unknown.</summary>
    public const string InvalidCrossReferenceKey = "INVALID_CROSS_REFERENCE_KEY";

    /// <summary>Not an e-mail address (400).</summary>
    public const string InvalidEmailAddress = "INVALID_EMAIL_ADDRESS";

    /// <summary>No such field (400).</summary>
    public const string InvalidField = "INVALID_FIELD";

    /// <summary>The field cannot be created or updated (400).</summary>
    public const string InvalidFieldForInsertUpdate = "INVALID_FIELD_FOR_INSERT_UPDATE";

    /// <summary>Wrong user name, password or security token, over SOAP (500).</summary>
    public const string InvalidLogin = "INVALID_LOGIN";

    /// <summary>Not a value of the picklist (400).</summary>
    public const string InvalidOrNullForRestrictedPicklist = "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST";

    /// <summary>The filter does not fit the field (400).</summary>
    public const string InvalidQueryFilterOperator = "INVALID_QUERY_FILTER_OPERATOR";

    /// <summary>The cursor of the query has ended, or belongs to another session (400).</summary>
    public const string InvalidQueryLocator = "INVALID_QUERY_LOCATOR";

    /// <summary>The session has ended (401).</summary>
    public const string InvalidSessionId = "INVALID_SESSION_ID";

    /// <summary>No such object (400).</summary>
    public const string InvalidType = "INVALID_TYPE";

    /// <summary>The body is not the JSON that was expected (400).</summary>
    public const string JsonParserError = "JSON_PARSER_ERROR";

    /// <summary>Not an id, or the id of another kind of object (400).</summary>
    public const string MalformedId = "MALFORMED_ID";

    /// <summary>The SOQL cannot be read (400).</summary>
    public const string MalformedQuery = "MALFORMED_QUERY";

    /// <summary>The SOSL cannot be read (400).</summary>
    public const string MalformedSearch = "MALFORMED_SEARCH";

    /// <summary>Something the operation needs was not given.</summary>
    public const string MissingArgument = "MISSING_ARGUMENT";

    /// <summary>No such record, object or path (404).</summary>
    public const string NotFound = "NOT_FOUND";

    /// <summary>A number out of range, such as an OFFSET above 2,000 (400).</summary>
    public const string NumberOutsideValidRange = "NUMBER_OUTSIDE_VALID_RANGE";

    /// <summary>Composite: another request of the same transaction failed, or a reference has no value (400).</summary>
    public const string ProcessingHalted = "PROCESSING_HALTED";

    /// <summary>The query took too long (400).</summary>
    public const string QueryTimeout = "QUERY_TIMEOUT";

    /// <summary>The query has too many formulas or joins (400).</summary>
    public const string QueryTooComplicated = "QUERY_TOO_COMPLICATED";

    /// <summary>The calls of the day are used up, or too many long calls run at the same time (403).</summary>
    public const string RequestLimitExceeded = "REQUEST_LIMIT_EXCEEDED";

    /// <summary>A required field is missing (400).</summary>
    public const string RequiredFieldMissing = "REQUIRED_FIELD_MISSING";

    /// <summary>The org cannot serve at the moment (503).</summary>
    public const string ServerUnavailable = "SERVER_UNAVAILABLE";

    /// <summary>A text is longer than its field (400).</summary>
    public const string StringTooLong = "STRING_TOO_LONG";

    /// <summary>Another transaction holds the record; nothing was done, and a repeat may succeed (400).</summary>
    public const string UnableToLockRow = "UNABLE_TO_LOCK_ROW";
}
