using System.Globalization;
using System.Text.RegularExpressions;

namespace SalesforceLinq.Emulator.Tests.Soql;

/// <summary>Makes a random query together with its meaning, from the rules of SOQL alone.</summary>
internal sealed class QueryMaker(Random random, NaiveData data)
{
    private static readonly (string Literal, string First, string Next)[] Ranges =
    [
        ("TODAY", "2024-10-08", "2024-10-09"), ("THIS_MONTH", "2024-10-01", "2024-11-01"), ("LAST_N_DAYS:30", "2024-09-08", "2024-10-09"),
        ("NEXT_N_WEEKS:3", "2024-10-13", "2024-11-03"), ("LAST_YEAR", "2023-01-01", "2024-01-01"), ("N_MONTHS_AGO:2", "2024-08-01", "2024-09-01"),
    ];

    public NaiveQuery Rows()
    {
        bool contacts = random.Next(2) == 0;
        NaiveCondition where = Condition(contacts, 3, top: true);
        List<NaiveOrder> orders = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Order(contacts)), new NaiveOrder("Id", (left, right) => string.CompareOrdinal((string)left["Id"]!, (string)right["Id"]!))];
        int? limit = random.Next(3) == 0 ? random.Next(8) : null;
        int offset = random.Next(4) == 0 ? random.Next(6) : 0;
        string soql = $"SELECT Id FROM {(contacts ? "Contact" : "Account")} WHERE {where.Soql} ORDER BY {string.Join(", ", orders.Select(order => order.Soql))}" +
            (limit is null ? "" : $" LIMIT {limit}") + (offset == 0 ? "" : $" OFFSET {offset}");
        return new NaiveQuery(soql, contacts ? data.Contacts : data.Accounts, where, orders, limit, offset);
    }

    public NaiveGroups Groups()
    {
        NaiveCondition where = Condition(contacts: false, 2, top: true);
        string? key = random.Next(4) == 0 ? null : random.Next(2) == 0 ? "Industry" : "Name";
        int atLeast = key is null ? 0 : random.Next(4);
        string columns = "COUNT(Id), COUNT(NumberOfEmployees), COUNT_DISTINCT(NumberOfEmployees), SUM(NumberOfEmployees), AVG(NumberOfEmployees), MIN(NumberOfEmployees), MAX(NumberOfEmployees)";
        string soql = key is null
            ? $"SELECT {columns} FROM Account WHERE {where.Soql}"
            : $"SELECT {key}, {columns} FROM Account WHERE {where.Soql} GROUP BY {key} HAVING COUNT(Id) >= {atLeast}";
        return new NaiveGroups(soql, data.Accounts, where, key, atLeast);
    }

    private NaiveCondition Condition(bool contacts, int depth, bool top = false)
    {
        if (depth == 0 || random.Next(3) == 0)
            return top && random.Next(8) == 0 ? SemiJoin(contacts) : Leaf(contacts);
        switch (random.Next(3))
        {
            case 0:
                NaiveCondition inner = Condition(contacts, depth - 1);
                return new NaiveCondition($"(NOT ({inner.Soql}))", row => !inner.Holds(row));
            case 1:
                List<NaiveCondition> all = Parts(contacts, depth);
                return new NaiveCondition(string.Join(" AND ", all.Select(part => $"({part.Soql})")), row => all.TrueForAll(part => part.Holds(row)));
            default:
                List<NaiveCondition> any = Parts(contacts, depth);
                return new NaiveCondition(string.Join(" OR ", any.Select(part => $"({part.Soql})")), row => any.Exists(part => part.Holds(row)));
        }
    }

    private List<NaiveCondition> Parts(bool contacts, int depth) => [.. Enumerable.Range(0, random.Next(2, 4)).Select(_ => Condition(contacts, depth - 1))];

    private NaiveCondition SemiJoin(bool contacts)
    {
        bool negated = random.Next(2) == 0;
        NaiveCondition inner = Leaf(!contacts);
        HashSet<object?> ids = [.. (contacts ? data.Accounts : data.Contacts).Where(inner.Holds).Select(row => row[contacts ? "Id" : "AccountId"]).Where(id => id is not null)];
        (string left, string query) = contacts ? ("AccountId", "SELECT Id FROM Account") : ("Id", "SELECT AccountId FROM Contact");
        return new NaiveCondition($"{left} {(negated ? "NOT IN" : "IN")} ({query} WHERE {inner.Soql})", row => ids.Contains(row[left]) != negated);
    }

    private NaiveCondition Leaf(bool contacts)
    {
        (string path, NaiveKind kind, Func<Dictionary<string, object?>, object?> value) = Operand(contacts);
        return kind switch
        {
            NaiveKind.Text => random.Next(3) == 0 ? Like(path, value) : Compared(path, value, () => TextLiteral(NaiveData.Text(random)), ordered: true),
            NaiveKind.Picklist => Compared(path, value, () => TextLiteral(NaiveData.Industries[random.Next(NaiveData.Industries.Length)]), ordered: false),
            NaiveKind.Number => Compared(path, value, () => (double)random.Next(12) / 2 is var number ? (number.ToString(CultureInfo.InvariantCulture), number) : default, ordered: true),
            NaiveKind.Flag => Flag(path, value),
            NaiveKind.Date => random.Next(2) == 0 ? Range(path, value, day: true) : Compared(path, value, () => Day(), ordered: true),
            _ => random.Next(2) == 0 ? Range(path, value, day: false) : Compared(path, value, () => Day() is var (text, _) ? ($"{text}T00:00:00Z", $"{text}T00:00:00.000Z") : default, ordered: true),
        };
    }

    private (string Path, NaiveKind Kind, Func<Dictionary<string, object?>, object?> Value) Operand(bool contacts)
    {
        if (random.Next(3) > 0)
        {
            NaiveField own = Pick(contacts ? NaiveData.ContactFields : NaiveData.AccountFields);
            return (own.Name, own.Kind, row => row[own.Name]);
        }
        NaiveField field = Pick(NaiveData.AccountFields);
        string step = contacts ? "Account" : "Parent";
        bool twice = random.Next(3) == 0;
        return ($"{step}.{(twice ? "Parent." : "")}{field.Name}", field.Kind, row =>
        {
            var parent = (Dictionary<string, object?>?)row[step];
            if (twice)
                parent = (Dictionary<string, object?>?)parent?["Parent"];

            // A flag of a parent that is not there is false.
            return parent is null ? (field.Kind == NaiveKind.Flag ? false : null) : parent[field.Name];
        }
        );
    }

    private NaiveField Pick(NaiveField[] fields) => fields[random.Next(fields.Length)];

    private NaiveCondition Compared(string path, Func<Dictionary<string, object?>, object?> value, Func<(string Text, object Value)> literal, bool ordered)
    {
        switch (random.Next(ordered ? 8 : 5))
        {
            case 0:
                return new NaiveCondition($"{path} = null", row => value(row) is null);
            case 1:
                return new NaiveCondition($"{path} != null", row => value(row) is not null);
            case 2:
                (string text, object wanted) = literal();
                return new NaiveCondition($"{path} = {text}", row => Same(value(row), wanted));
            case 3:
                (string other, object unwanted) = literal();
                return new NaiveCondition($"{path} != {other}", row => !Same(value(row), unwanted));
            case 4:
                return List(path, value, literal);
            default:
                (string bound, object limit) = literal();
                string symbol = new[] { "<", "<=", ">", ">=" }[random.Next(4)];
                return new NaiveCondition($"{path} {symbol} {bound}", row => value(row) is { } held && Within(Order(held, limit), symbol));
        }
    }

    private NaiveCondition List(string path, Func<Dictionary<string, object?>, object?> value, Func<(string Text, object Value)> literal)
    {
        bool negated = random.Next(2) == 0;
        List<(string Text, object? Value)> items = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => literal()).Select(item => (item.Text, (object?)item.Value))];
        if (random.Next(4) == 0)
            items.Add(("null", null));
        return new NaiveCondition(
            $"{path} {(negated ? "NOT IN" : "IN")} ({string.Join(", ", items.Select(item => item.Text))})",
            row => items.Exists(item => item.Value is null ? value(row) is null : Same(value(row), item.Value)) != negated);
    }

    private NaiveCondition Like(string path, Func<Dictionary<string, object?>, object?> value)
    {
        string plain = NaiveData.Text(random);
        string escaped = string.Concat(plain.Select(letter => letter is '_' or '%' or '\'' ? $"\\{letter}" : $"{letter}"));
        (string pattern, string expression) = random.Next(4) switch
        {
            0 => ($"{escaped}%", $"^{Regex.Escape(plain)}.*$"),
            1 => ($"%{escaped}", $"^.*{Regex.Escape(plain)}$"),
            2 => ($"%{escaped}_%", $"^.*{Regex.Escape(plain)}..*$"),
            _ => ($"_{escaped}", $"^.{Regex.Escape(plain)}$"),
        };
        Regex regex = new(expression, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline);
        return new NaiveCondition($"{path} LIKE '{pattern}'", row => value(row) is string text && regex.IsMatch(text));
    }

    private NaiveCondition Flag(string path, Func<Dictionary<string, object?>, object?> value) => random.Next(4) switch
    {
        0 => new NaiveCondition($"{path} = true", row => value(row) is true),
        1 => new NaiveCondition($"{path} != true", row => value(row) is not true),
        2 => new NaiveCondition($"{path} = null", row => value(row) is not true),
        _ => new NaiveCondition($"{path} = false", row => value(row) is not true),
    };

    private NaiveCondition Range(string path, Func<Dictionary<string, object?>, object?> value, bool day)
    {
        (string literal, string first, string next) = Ranges[random.Next(Ranges.Length)];
        (string start, string end) = day ? (first, next) : ($"{first}T00:00:00.000Z", $"{next}T00:00:00.000Z");
        string symbol = new[] { "=", "!=", "<", "<=", ">", ">=" }[random.Next(6)];
        return new NaiveCondition($"{path} {symbol} {literal}", row =>
        {
            if (value(row) is not string moment)
                return symbol == "!=";
            bool before = string.CompareOrdinal(moment, start) < 0;
            bool after = string.CompareOrdinal(moment, end) >= 0;
            return symbol switch
            {
                "=" => !before && !after,
                "!=" => before || after,
                "<" => before,
                "<=" => !after,
                ">" => after,
                _ => !before,
            };
        });
    }

    private NaiveOrder Order(bool contacts)
    {
        (string path, NaiveKind kind, Func<Dictionary<string, object?>, object?> value) = Operand(contacts);
        bool descending = random.Next(2) == 0;
        string nulls = new[] { "", " NULLS FIRST", " NULLS LAST" }[random.Next(3)];

        // Over a relationship NULLS LAST is not heard.
        bool last = nulls == " NULLS LAST" && !path.Contains('.', StringComparison.Ordinal);
        return new NaiveOrder($"{path}{(descending ? " DESC" : "")}{nulls}", (left, right) =>
        {
            (object? first, object? second) = (Key(value(left), kind), Key(value(right), kind));
            if (first is null || second is null)
                return first is null && second is null ? 0 : (first is null) == last ? 1 : -1;
            int difference = Order(first, second);
            return descending ? -difference : difference;
        });
    }

    private static object? Key(object? value, NaiveKind kind) => kind switch
    {
        NaiveKind.Picklist when value is string text => (double)Array.IndexOf(NaiveData.Industries, text),
        NaiveKind.Flag => value is true ? 1.0 : 0.0,
        _ => value,
    };

    private (string Text, object Value) Day()
    {
        string day = new DateOnly(2024, 10, 8).AddDays(random.Next(-300, 300)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return (day, day);
    }

    private static (string Text, object Value) TextLiteral(string text) => ($"'{text.Replace("'", "\\'", StringComparison.Ordinal)}'", text);

    private static bool Same(object? value, object wanted) => value is not null && Order(value, wanted) == 0;

    private static int Order(object left, object right) => left is double number
        ? number.CompareTo((double)right)
        : string.CompareOrdinal(((string)left).ToUpperInvariant(), ((string)right).ToUpperInvariant());

    private static bool Within(int order, string symbol) => symbol switch
    {
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        _ => order >= 0,
    };
}
