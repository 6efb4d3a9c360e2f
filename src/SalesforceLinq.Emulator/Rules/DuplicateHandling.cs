namespace SalesforceLinq.Emulator.Rules;

/// <summary>What a request says of duplicates.</summary>
/// <param name="AllowSave">Whether a record is saved although a duplicate rule found others like it.</param>
/// <param name="IncludeRecordDetails">Whether the fields the rule compared are told with their ids.</param>
/// <remarks>Source: REST API Developer Guide, "Duplicate Rule Header": all are false by default.</remarks>
internal sealed record DuplicateHandling(bool AllowSave, bool IncludeRecordDetails)
{
    public static DuplicateHandling Refused { get; } = new(AllowSave: false, IncludeRecordDetails: false);

    /// <summary>Reads the header's value: <c>allowSave=true; includeRecordDetails=true</c>.</summary>
    public static DuplicateHandling Read(string? header) => header is null
        ? Refused
        : new DuplicateHandling(Says(header, "allowSave"), Says(header, "includeRecordDetails"));

    private static bool Says(string header, string name) => header.Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Any(part => part.Replace(" ", "", StringComparison.Ordinal).Equals(name + "=true", StringComparison.OrdinalIgnoreCase));
}

/// <summary>The records a refused one is a duplicate of.</summary>
/// <param name="ObjectName">Their object.</param>
/// <param name="Fields">The fields the rule compares.</param>
/// <param name="Records">Their ids, each with the values of those fields where details were asked for.</param>
internal sealed record DuplicateMatches(string ObjectName, IReadOnlyList<string> Fields, IReadOnlyList<(string Id, IReadOnlyList<object?>? Values)> Records);
