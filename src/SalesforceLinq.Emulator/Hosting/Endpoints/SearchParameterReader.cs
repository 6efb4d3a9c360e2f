using System.Globalization;
using System.Text.Json;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Sosl.Parsing;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Reads the parameters of a search, from a query string or from a JSON body.</summary>
internal static class SearchParameterReader
{
    // They change how records are found or shown in ways only the real service can.
    private static readonly string[] NotServed = ["dataCategory", "dataCategories", "division", "metadata", "netWorkIds", "networkIds", "pricebookId", "snippet"];

    public static SearchParameters Read(QueryParameters query)
    {
        Refuse(query.All.Keys);
        return new SearchParameters
        {
            Text = query["q"],
            In = query["in"],
            Fields = List(query["fields"]),
            Objects =
            [
                .. query.Every("sobject").SelectMany(List).Select(name => new SearchedObject(name)
                {
                    Fields = List(query[$"{name}.fields"]),
                    Where = query[$"{name}.where"],
                    OrderBy = query[$"{name}.orderBy"],
                    Limit = Number($"{name}.limit", query[$"{name}.limit"]),
                }),
            ],
            OverallLimit = Number("overallLimit", query["overallLimit"]),
            DefaultLimit = Number("defaultLimit", query["defaultLimit"]),
            Offset = Number("offset", query["offset"]),
        };
    }

    public static SearchParameters Read(JsonElement body)
    {
        Refuse(body.EnumerateObject().Select(member => member.Name));
        return new SearchParameters
        {
            Text = Text(body, "q"),
            In = Text(body, "in"),
            Fields = Texts(body, "fields"),
            Objects = body.TryGetProperty("sobjects", out JsonElement objects) && objects.ValueKind == JsonValueKind.Array
                ? [.. objects.EnumerateArray().Select(Object)]
                : [],
            OverallLimit = Number("overallLimit", Text(body, "overallLimit")),
            DefaultLimit = Number("defaultLimit", Text(body, "defaultLimit")),
            Offset = Number("offset", Text(body, "offset")),
        };
    }

    private static SearchedObject Object(JsonElement json) => json.ValueKind == JsonValueKind.Object && Text(json, "name") is { } name
        ? new SearchedObject(name)
        {
            Fields = Texts(json, "fields"),
            Where = Text(json, "where"),
            OrderBy = Text(json, "orderBy"),
            Limit = Number("limit", Text(json, "limit")),
        }
        : throw new UnreadableRequestException("JSON_PARSER_ERROR", "Each of the sobjects needs a name: request may be missing a required field at [line:1, column:1]");

    private static void Refuse(IEnumerable<string> names)
    {
        if (names.FirstOrDefault(name => NotServed.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } name)
            throw new UnreadableRequestException("MALFORMED_SEARCH", $"The emulated org searches without the parameter {name}; leave it out.");
    }

    private static string? Text(JsonElement json, string member) => json.TryGetProperty(member, out JsonElement value) && value.ValueKind is not JsonValueKind.Null
        ? value.ToString()
        : null;

    private static string[] Texts(JsonElement json, string member) => json.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().Select(item => item.ToString())]
        : [];

    private static string[] List(string? text) => (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static int? Number(string name, string? text)
    {
        if (text is null)
            return null;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new UnreadableRequestException("MALFORMED_SEARCH", $"The parameter {name} takes a number, and not {text}.");
    }
}
