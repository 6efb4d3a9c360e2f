using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Requests that depend on whether something has changed.</summary>
/// <remarks>Source: REST API Developer Guide, "Conditional Request Headers": ETag for Account, dates for every record and describe; 304 or 412.</remarks>
internal static class ConditionalReads
{
    public static bool Asked(Call call) => call.Header("if-match") is not null || call.Header("if-unmodified-since") is not null;

    /// <summary>304 if the reader has the record already.</summary>
    public static Answer? Unchanged(Call call, StoredRecord record)
    {
        bool unchanged = call.Header("if-none-match") is { } tags
            ? Matches(tags, record)
            : Date(call, "if-modified-since") is { } since && Modified(record) <= since;
        if (!unchanged)
            return null;
        Answer answer = new(304, default, null);
        Mark(answer, record);
        return answer;
    }

    /// <summary>412 if the record is not any more what the writer thinks it is.</summary>
    public static Answer? Changed(Call call, StoredRecord record)
    {
        bool changed = call.Header("if-match") is { } tags
            ? !Matches(tags, record)
            : Date(call, "if-unmodified-since") is { } since && Modified(record) > since;
        return changed ? new Answer(412, default, null) { Failed = true } : null;
    }

    /// <summary>304 if the reader has what was last changed at a moment.</summary>
    public static Answer? Unchanged(Call call, DateTimeOffset modified)
    {
        if (Date(call, "if-modified-since") is not { } since || modified > since)
            return null;
        Answer answer = new(304, default, null);
        Mark(answer, modified);
        return answer;
    }

    public static void Mark(Answer answer, DateTimeOffset modified) =>
        answer.Headers["Last-Modified"] = modified.ToString("R", CultureInfo.InvariantCulture);

    public static void Mark(Answer answer, StoredRecord record)
    {
        if (record.Schema.Name == "Account")
            answer.Headers["ETag"] = Tag(record);
        Mark(answer, Modified(record));
    }

    private static bool Matches(string tags, StoredRecord record) => record.Schema.Name == "Account"
        && tags.Split(',', StringSplitOptions.TrimEntries).Any(tag => tag == "*" || tag.Replace("-gzip", "", StringComparison.Ordinal) == Tag(record));

    private static string Tag(StoredRecord record) =>
        $"\"{Convert.ToBase64String(SHA1.HashData(Encoding.UTF8.GetBytes(record.Id + record.Text("SystemModstamp"))))}\"";

    private static DateTimeOffset Modified(StoredRecord record) =>
        DateTimeOffset.TryParse(record.Text("LastModifiedDate") ?? record.Text("SystemModstamp"), CultureInfo.InvariantCulture, out DateTimeOffset moment)
            ? moment
            : DateTimeOffset.UnixEpoch;

    private static DateTimeOffset? Date(Call call, string header) =>
        DateTimeOffset.TryParse(call.Header(header), CultureInfo.InvariantCulture, out DateTimeOffset date) ? date : null;
}
