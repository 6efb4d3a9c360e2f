using System.Globalization;
using System.Text.Json;
using SalesforceLinq.Emulator.Rules;

namespace SalesforceLinq.Emulator.Hosting.Calls;

/// <summary>Writes the records a refused one is a duplicate of, as the member <c>duplicateResult</c> of its error.</summary>
/// <remarks>
/// The names are those of SOAP API Developer Guide, "DuplicateResult" and "MatchResult". No recorded REST answer is at hand.
/// </remarks>
internal static class DuplicateJson
{
    public static void Write(Utf8JsonWriter writer, DuplicateMatches duplicates)
    {
        writer.WriteStartObject("duplicateResult");
        writer.WriteBoolean("allowSave", true);
        writer.WriteString("duplicateRule", $"{duplicates.ObjectName}_{string.Join('_', duplicates.Fields)}");
        writer.WriteString("duplicateRuleEntityType", duplicates.ObjectName);
        writer.WriteString("errorMessage", "Use one of these records?");
        writer.WriteStartArray("matchResults");
        writer.WriteStartObject();
        writer.WriteString("entityType", duplicates.ObjectName);
        writer.WriteBoolean("success", true);
        writer.WriteNumber("size", duplicates.Records.Count);
        writer.WriteStartArray("matchRecords");
        foreach ((string id, IReadOnlyList<object?>? values) in duplicates.Records)
            Match(writer, duplicates, id, values);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Match(Utf8JsonWriter writer, DuplicateMatches duplicates, string id, IReadOnlyList<object?>? values)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("record");
        writer.WriteStartObject("attributes");
        writer.WriteString("type", duplicates.ObjectName);
        writer.WriteEndObject();
        writer.WriteString("Id", id);
        for (int i = 0; i < (values?.Count ?? 0); i++)
            writer.WriteString(duplicates.Fields[i], Convert.ToString(values![i], CultureInfo.InvariantCulture));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
