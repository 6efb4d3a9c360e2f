using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;
using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http.Bulk;

/// <summary>Reads the CSV of answers row by row.</summary>
internal static class ResultRows
{
    /// <summary>The rows as records: a field of a parent stands in an object of its own, and an empty cell is null.</summary>
    /// <exception cref="SalesforceTransportException">It is no CSV.</exception>
    public static async IAsyncEnumerable<JObject> ReadAsync(SalesforceResponse response, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CsvReader csv = Csv.Reader(response.Body);
        string[][]? paths = null;
        long rows = 0;
        while (await NextAsync(csv, response, cancellationToken).ConfigureAwait(false))
        {
            paths ??= [.. csv.Headers.Select(header => header.Split('.'))];
            JObject record = [];
            for (int i = 0; i < paths.Length; i++)
                Set(record, paths[i], csv.GetString(i) is { Length: > 0 } text ? text : null);
            rows++;
            yield return record;
        }

        // CSV has no end of its own: rows that are missing only a count can tell.
        if (response.Header("Sforce-NumberOfRecords") is { } said && long.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out long expected) && rows < expected)
            throw Broken(response, $"The answer broke off after {rows} of {expected} rows.");
    }

    /// <summary>A row of the results of a load.</summary>
    /// <param name="row">The row: columns of the org, whose names begin with <c>sf__</c>, and those that were sent.</param>
    public static BulkRecordResult ToResult(JObject row)
    {
        string? id = (string?)Take(row, "sf__Id");
        bool created = (string?)Take(row, "sf__Created") == "true";
        string? error = (string?)Take(row, "sf__Error");
        return new BulkRecordResult(id, created, error is null ? null : ErrorOf(error), row);
    }

    // CODE:message:Field1 Field2 --, where a message may have colons as well. Source: recorded failed results.
    private static RecordError ErrorOf(string text)
    {
        int code = text.IndexOf(':', StringComparison.Ordinal);
        if (code < 0)
            return new RecordError(text, text, []);
        string rest = text[(code + 1)..];
        if (!rest.EndsWith("--", StringComparison.Ordinal) || rest.LastIndexOf(':') is var end && end < 0)
            return new RecordError(text[..code], rest, []);
        string[] fields = rest[(end + 1)..^2].Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        return new RecordError(text[..code], rest[..end], fields);
    }

    private static JToken? Take(JObject row, string column)
    {
        JToken? value = row[column];
        row.Remove(column);
        return value;
    }

    private static void Set(JObject record, string[] path, string? text)
    {
        for (int i = 0; i < path.Length - 1; i++)
        {
            if (record[path[i]] is not JObject parent)
                record[path[i]] = parent = [];
            record = parent;
        }

        record[path[^1]] = text;
    }

    private static async ValueTask<bool> NextAsync(CsvReader csv, SalesforceResponse response, CancellationToken cancellationToken)
    {
        try
        {
            return await csv.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception malformed) when (malformed is FormatException or DecoderFallbackException)
        {
            throw Broken(response, $"The answer is not CSV as the Bulk API writes it: {malformed.Message}", malformed);
        }
    }

    private static SalesforceTransportException Broken(SalesforceResponse response, string problem, Exception? cause = null) =>
        new(response.Request, problem, cause) { StatusCode = response.StatusCode, Attempts = response.Attempts };
}
