using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Requests that depend on whether something has changed.</summary>
/// <remarks>
/// Source: REST API Developer Guide, "Conditional Request Headers": as HTTP 1.1 has them, dates for every record and describe, tags for records of Account; 304 or 412;
/// 400 for a value that is none on PATCH and POST. A recorded 304 of the global describe has a tag, too.
/// </remarks>
internal static class Preconditions
{
    private static readonly string[] DateFormats = ["d MMM yyyy HH:mm:ss", "d-MMM-yy HH:mm:ss", "MMM d HH:mm:ss yyyy"];

    /// <summary>400 if a writer's condition cannot be understood. A reader's that cannot is no condition, as HTTP says.</summary>
    public static Answer? Malformed(Call call)
    {
        foreach (string header in (string[])["if-match", "if-none-match"])
        {
            if (call.Header(header) is { } tags && !tags.Split(',', StringSplitOptions.TrimEntries).All(IsTag))
                return Malformed(header, tags, "entity tags in quotes, such as \"U5iWijwWbQD18jeiXwsqxeGpZQk=\"");
        }
        return call.Header("if-unmodified-since") is { } date && Date(date) is null
            ? Malformed("if-unmodified-since", date, "a date such as Tue, 11 Aug 2015 00:00:00 GMT")
            : null;
    }

    /// <summary>304 if the reader has the record already; 412 if it is not what the caller takes it for.</summary>
    public static Answer? Unmet(Call call, StoredRecord record) => Unmet(call, TagOf(record), Modified(record));

    /// <summary>The same for anything that has a tag, or none, and was last changed at a moment.</summary>
    public static Answer? Unmet(Call call, string? tag, DateTimeOffset modified)
    {
        bool changed = call.Header("if-match") is { } wanted
            ? !Matches(wanted, tag)
            : Date(call.Header("if-unmodified-since")) is { } unmodifiedSince && modified > unmodifiedSince;
        if (changed)
            return new Answer(412, default, null) { Failed = true };
        bool isRead = call.Method is "GET" or "HEAD";
        bool known = call.Header("if-none-match") is { } owned
            ? Matches(owned, tag)
            : isRead && Date(call.Header("if-modified-since")) is { } modifiedSince && modified <= modifiedSince;
        if (!known)
            return null;
        Answer answer = new(isRead ? 304 : 412, default, null) { Failed = !isRead };
        Mark(answer, tag, modified);
        return answer;
    }

    public static void Mark(Answer answer, StoredRecord record) => Mark(answer, TagOf(record), Modified(record));

    public static void Mark(Answer answer, string? tag, DateTimeOffset modified)
    {
        if (tag is not null)
            answer.Headers["ETag"] = tag;
        answer.Headers["Last-Modified"] = modified.ToString("R", CultureInfo.InvariantCulture);
    }

    private static Answer Malformed(string header, string value, string expected) =>
        Answer.Error(400, "INVALID_INPUT", $"Invalid value '{value}' for the header {header}: expected {expected}");

    private static bool IsTag(string text) => text == "*" || (text.StartsWith("W/", StringComparison.Ordinal) ? text[2..] : text) is ['"', .., '"'] and { Length: > 1 };

    // A compressed answer's tag says so at its end; the content is the same.
    private static bool Matches(string tags, string? tag) => tag is not null
        && tags.Split(',', StringSplitOptions.TrimEntries).Any(given => given == "*" || given.Replace("-gzip\"", "\"", StringComparison.Ordinal) == tag);

    private static string? TagOf(StoredRecord record) => record.Schema.Name == "Account"
        ? $"\"{Convert.ToBase64String(SHA1.HashData(Encoding.UTF8.GetBytes(record.Id + record.Text("SystemModstamp"))))}\""
        : null;

    private static DateTimeOffset Modified(StoredRecord record) =>
        DateTimeOffset.TryParse(record.Text("LastModifiedDate") ?? record.Text("SystemModstamp"), CultureInfo.InvariantCulture, out DateTimeOffset moment)
            ? moment
            : DateTimeOffset.UnixEpoch;

    // The day of the week is not looked at: the guide's own example has a wrong one.
    private static DateTimeOffset? Date(string? text)
    {
        if (text is null)
            return null;
        string date = text.Trim();
        int weekday = date.IndexOfAny([',', ' ']);
        date = date[(weekday + 1)..].Trim();
        foreach (string zone in (string[])[" GMT", " UTC"])
            date = date.EndsWith(zone, StringComparison.OrdinalIgnoreCase) ? date[..^zone.Length] : date;
        return DateTimeOffset.TryParseExact(date, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite, out DateTimeOffset moment)
            ? moment
            : null;
    }
}
