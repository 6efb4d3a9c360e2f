using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Cli.Output.Rows;

/// <summary>What the wire says of a row, without what only the wire needs.</summary>
internal static class RowText
{
    /// <summary>The member that names a record's type and address.</summary>
    public const string Attributes = "attributes";

    /// <summary>A row, parent or list of children as plain JSON: no <c>attributes</c>, and a list is an array.</summary>
    public static JToken Plain(JToken value) => value switch
    {
        JObject list when ChildrenOf(list) is { } records => new JArray(records.Select(Plain)),
        JObject record => new JObject(record.Properties().Where(member => member.Name != Attributes).Select(member => new JProperty(member.Name, Plain(member.Value)))),
        JArray items => new JArray(items.Select(Plain)),
        _ => value,
    };

    /// <summary>A value as one field of a file: text as it is, what has parts as JSON.</summary>
    public static string InFile(JToken? value) => value switch
    {
        null => "",
        JValue simple => Simple(simple),
        _ => Plain(value).ToString(Formatting.None),
    };

    /// <summary>A value as a person reads it in a cell: children one after the other, an address by its parts.</summary>
    public static string InCell(JToken? value) => value switch
    {
        null => "",
        JValue simple => Simple(simple),
        JObject list when ChildrenOf(list) is { } records => string.Join("; ", records.Select(InCell)),
        JObject record => string.Join(", ", record.Properties().Where(member => member.Name != Attributes).Select(member => InCell(member.Value)).Where(text => text.Length > 0)),
        _ => string.Join(", ", value.Children().Select(InCell)),
    };

    private static string Simple(JValue value) => value.Value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };

    private static JArray? ChildrenOf(JObject list) => list["done"] is not null && list["records"] is JArray records ? records : null;
}
