using System.Globalization;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Http.Json;
using SalesforceLinq.Http.Values;

namespace SalesforceLinq.Http.Bulk;

/// <summary>Lays a record out in cells: a column for each field, and <c>Account.Key__c</c> for a field of its parent.</summary>
internal static class RecordCells
{
    /// <param name="record">An anonymous object, a dictionary, a JSON object or a class.</param>
    /// <param name="number">Which record it is, from 1, for messages.</param>
    /// <exception cref="ArgumentException">It cannot be laid out; the message says why.</exception>
    public static Dictionary<string, string> Of(object? record, long number)
    {
        if (record is null || WireJson.Object(record) is not { } fields)
            throw new ArgumentException($"Record {number} of the load is {(record is null ? "null" : $"a {record.GetType().Name}, which is no object with fields")}.");
        Dictionary<string, string> cells = new(StringComparer.OrdinalIgnoreCase);
        Add(fields, "", cells, number);
        return cells.Count > 0 ? cells : throw new ArgumentException($"Record {number} of the load says nothing of any field.");
    }

    private static void Add(JObject fields, string path, Dictionary<string, string> cells, long number)
    {
        foreach (JProperty field in fields.Properties())
        {
            string column = path + field.Name;
            if (field.Name == "attributes")
                continue;
            if (field.Value is JObject parent)
                Add(parent, column + ".", cells, number);
            else if (field.Value is JValue value)
                cells[column] = Text(value, column, number);
            else
                throw new ArgumentException($"{column} of record {number} of the load is a list, and a cell holds one value. Join the values of a multi-select picklist by ';'.");
        }
    }

    private static string Text(JValue value, string column, long number) => value.Value switch
    {
        // As everywhere in Salesforce, an empty text is none.
        null or "" => Csv.Null,
        Csv.Null => throw new ArgumentException($"{column} of record {number} of the load is the text '{Csv.Null}', which empties a field in a bulk load. Write that record through Collections."),
        string text => Whole(text, column, number),
        bool truth => truth ? "true" : "false",
        byte[] bytes => Convert.ToBase64String(bytes),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString()!,
    };

    private static string Whole(string text, string column, long number)
    {
        UnicodeText.Require(text, $"{column} of record {number}");
        return text;
    }
}
