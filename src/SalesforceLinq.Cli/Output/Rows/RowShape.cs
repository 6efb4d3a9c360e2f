using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Cli.Output.Rows;

/// <summary>The columns of a result: where each finds its value in a row.</summary>
/// <param name="Columns">Paths such as <c>Account.Name</c>, which are the headers too.</param>
internal sealed record RowShape(IReadOnlyList<string> Columns)
{
    /// <summary>The shape of a result.</summary>
    /// <param name="selected">What the query selects, where that can be told.</param>
    /// <param name="rows">The first rows.</param>
    public static RowShape Of(IReadOnlyList<string>? selected, IReadOnlyList<JObject> rows)
    {
        if (selected is not null && rows.All(row => Fits(selected, row)))
            return new RowShape(selected);

        // What the text does not tell, the rows do: a parent that is null in one of them is known from another.
        List<string> columns = [];
        foreach (JObject row in rows)
            Collect(row, "", columns);
        return new RowShape([.. columns.Where(column => !columns.Exists(other => other.StartsWith(column + ".", StringComparison.OrdinalIgnoreCase)))]);
    }

    /// <summary>The value of a column; null where a parent is.</summary>
    public static JToken? Value(JObject row, string column)
    {
        JToken? value = row;
        foreach (string part in column.Split('.'))
            value = (value as JObject)?.GetValue(part, StringComparison.OrdinalIgnoreCase);
        return value is { Type: not JTokenType.Null } ? value : null;
    }

    // Grouped parents come under their last name alone; then the rows say how.
    private static bool Fits(IReadOnlyList<string> selected, JObject row)
    {
        HashSet<string> heads = new(selected.Select(path => path.Split('.')[0]), StringComparer.OrdinalIgnoreCase);
        List<string> members = [.. row.Properties().Select(member => member.Name).Where(name => name != RowText.Attributes)];
        return members.TrueForAll(heads.Contains) && heads.All(head => members.Contains(head, StringComparer.OrdinalIgnoreCase));
    }

    private static void Collect(JObject row, string prefix, List<string> columns)
    {
        foreach (JProperty member in row.Properties())
        {
            if (member.Name == RowText.Attributes)
                continue;
            string path = prefix + member.Name;
            if (member.Value is JObject parent && parent[RowText.Attributes] is not null)
                Collect(parent, path + ".", columns);
            else if (!columns.Contains(path, StringComparer.OrdinalIgnoreCase))
                columns.Add(path);
        }
    }
}
