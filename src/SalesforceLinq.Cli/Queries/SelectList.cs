namespace SalesforceLinq.Cli.Queries;

/// <summary>
/// What a query selects and from where, read from its text as far as columns need it. The org checks the query; this only finds the items
/// of the SELECT list, so that a parent that is null in the first row still has its columns.
/// </summary>
/// <param name="From">The object; empty when there is none.</param>
/// <param name="Paths">The path of each column in a row; null when it cannot be told (<c>FIELDS(ALL)</c>).</param>
/// <param name="IsCount">Whether it is <c>SELECT COUNT()</c>, whose answer has no rows.</param>
internal sealed record SelectList(string From, IReadOnlyList<string>? Paths, bool IsCount)
{
    private static readonly string[] Clauses = ["USING", "WHERE", "WITH", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "FOR", "UPDATE", "ALL"];

    // Functions whose column is named as their field is; others are named expr0, expr1, … or by their alias.
    private static readonly string[] Rendering = ["TOLABEL", "FORMAT", "CONVERTCURRENCY"];

    public static SelectList Read(string soql)
    {
        List<string> words = new SoqlWords(soql).Read();
        int select = words.FindIndex(word => Is(word, "SELECT"));
        int from = select < 0 ? -1 : IndexOfFrom(words, select + 1);
        if (from < 0 || from + 1 >= words.Count)
            return new SelectList("", null, false);
        string origin = words[from + 1];
        List<List<string>> items = Split(words[(select + 1)..from]);
        bool isCount = items is [[var count, "(", ")"]] && Is(count, "COUNT");
        return new SelectList(origin, isCount ? null : PathsOf(items, [origin, .. AliasOf(words, from + 2)]), isCount);
    }

    private static List<string>? PathsOf(List<List<string>> items, string[] prefixes)
    {
        List<string> paths = [];
        int expressions = 0;
        foreach (List<string> item in items)
        {
            if (item is [var typeof_, var relationship, ..] && Is(typeof_, "TYPEOF"))
                paths.AddRange(Choices(item).Select(field => $"{Without(relationship, prefixes)}.{field}").Distinct(StringComparer.OrdinalIgnoreCase));
            else if (item is ["(", .., ")"] && IndexOfFrom(item, 1) is >= 0 and var from)
                paths.Add(Without(item[from + 1], prefixes));
            else if (item is [var path])
                paths.Add(Without(path, prefixes));
            else if (item is [var field, var alias])
                paths.Add(alias.Length > 0 ? alias : field);
            else if (item is [var fields, "(", ..] && Is(fields, "FIELDS"))
                return null;
            else if (item is [.., ")", var named])
                paths.Add(named);
            else if (item is [var function, "(", var argument, ")"] && Array.Exists(Rendering, name => Is(function, name)))
                paths.Add(Without(argument, prefixes));
            else
                paths.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"expr{expressions++}"));
        }

        return [.. paths.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    // TYPEOF What WHEN Account THEN Industry, Phone ELSE Name END
    private static IEnumerable<string> Choices(List<string> item)
    {
        bool isField = false;
        foreach (string word in item.Skip(2))
        {
            if (Is(word, "THEN") || Is(word, "ELSE"))
                isField = true;
            else if (Is(word, "WHEN") || Is(word, "END"))
                isField = false;
            else if (isField && word != ",")
                yield return word;
        }
    }

    private static int IndexOfFrom(List<string> words, int start)
    {
        int depth = 0;
        for (int i = start; i < words.Count; i++)
        {
            depth += words[i] switch { "(" => 1, ")" => -1, _ => 0 };
            if (depth == 0 && Is(words[i], "FROM"))
                return i;
        }

        return -1;
    }

    private static List<List<string>> Split(List<string> words)
    {
        List<List<string>> items = [[]];
        int depth = 0;
        bool isTypeof = false;
        foreach (string word in words)
        {
            depth += word switch { "(" => 1, ")" => -1, _ => 0 };
            if (depth == 0 && (Is(word, "TYPEOF") || Is(word, "END")))
                isTypeof = Is(word, "TYPEOF");
            if (word == "," && depth == 0 && !isTypeof)
                items.Add([]);
            else
                items[^1].Add(word);
        }

        return items;
    }

    private static string[] AliasOf(List<string> words, int at)
    {
        if (at < words.Count && Is(words[at], "AS"))
            at++;
        return at < words.Count && !Array.Exists(Clauses, clause => Is(words[at], clause)) ? [words[at]] : [];
    }

    private static string Without(string path, string[] prefixes) =>
        Array.Find(prefixes, prefix => path.StartsWith(prefix + ".", StringComparison.OrdinalIgnoreCase)) is { } found ? path[(found.Length + 1)..] : path;

    private static bool Is(string word, string keyword) => string.Equals(word, keyword, StringComparison.OrdinalIgnoreCase);
}
