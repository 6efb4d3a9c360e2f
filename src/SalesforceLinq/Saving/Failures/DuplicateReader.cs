using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Http;

namespace SalesforceLinq.Saving.Failures;

/// <summary>Finds the records that a refused one is a duplicate of in what the org said.</summary>
internal static partial class DuplicateReader
{
    public static IReadOnlyList<DuplicateMatch> Read(RecordError error)
    {
        if (error.More?.TryGetValue("duplicateResult", out JToken? duplicates) == true)
            return [.. duplicates.SelectTokens("$.matchResults[*].matchRecords[*].record").OfType<JObject>().Select(Match).OfType<DuplicateMatch>()];
        // A unique field names the other record in its message, and nowhere else.
        return error.ErrorCode == "DUPLICATE_VALUE" && Id().Match(error.Message) is { Success: true } found && SalesforceId.TryParse(found.Value, out SalesforceId id)
            ? [new DuplicateMatch("", id.Value, null)]
            : [];
    }

    private static DuplicateMatch? Match(JObject record) => (string?)record.GetValue("Id", StringComparison.OrdinalIgnoreCase) is { } id
        ? new DuplicateMatch((string?)record.SelectToken("attributes.type") ?? (string?)record["type"] ?? "", id, record)
        : null;

    [GeneratedRegex(@"\b[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?(?=\W*$)", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
