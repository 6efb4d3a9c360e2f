namespace SalesforceLinq.Emulator.Rules;

/// <summary>Why a record was refused.</summary>
/// <param name="Code">Salesforce's code, such as <c>REQUIRED_FIELD_MISSING</c>.</param>
/// <param name="Message">Salesforce's words.</param>
/// <param name="Fields">Fields to blame; <see langword="null"/> where a single-record answer has no <c>fields</c> member at all.</param>
internal sealed record RecordError(string Code, string Message, IReadOnlyList<string>? Fields)
{
    /// <summary>HTTP status of the answer when the record was the only one of its request.</summary>
    public int Status { get; init; } = 400;

    /// <summary>The records this one is a duplicate of.</summary>
    public DuplicateMatches? Duplicates { get; init; }

    public static RecordError UnknownField(string field, string objectName) =>
        new("INVALID_FIELD", $"No such column '{field}' on sobject of type {objectName}", null);

    public static RecordError NotWritable(IReadOnlyList<string> fields) => new(
        "INVALID_FIELD_FOR_INSERT_UPDATE",
        $"Unable to create/update fields: {string.Join(", ", fields)}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.",
        fields);

    public static RecordError Required(IReadOnlyList<string> fields) =>
        new("REQUIRED_FIELD_MISSING", $"Required fields are missing: [{string.Join(", ", fields)}]", fields);

    public static RecordError Deleted() => new("ENTITY_IS_DELETED", "entity is deleted", []) { Status = 404 };

    public static RecordError UnknownRecord() => new("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", []) { Status = 404 };

    public static RecordError WrongId(string label, string id) => new("MALFORMED_ID", $"{label}: id value of incorrect type: {id}", ["Id"]);

    public static RecordError RowLocked(string? id) =>
        new("UNABLE_TO_LOCK_ROW", $"unable to obtain exclusive access to this record or 1 records: {id}", []);
}

/// <summary>Ends the work on one record.</summary>
internal sealed class RecordRefusedException(params IReadOnlyList<RecordError> errors) : Exception(errors[0].Message)
{
    public IReadOnlyList<RecordError> Errors { get; } = errors;
}

/// <summary>Ends a whole request: its text cannot be understood.</summary>
internal sealed class UnreadableRequestException(string code, string message, int status = 400) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;
}
