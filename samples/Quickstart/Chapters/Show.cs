using Spectre.Console;

namespace Quickstart.Chapters;

/// <summary>How the chapters look: a heading, a query with its SOQL, rows as a table.</summary>
internal static class Show
{
    public static void Heading(string title) => AnsiConsole.Write(new Rule($"[bold deepskyblue1]{Markup.Escape(title)}[/]").LeftJustified());

    public static void Query(string intent, string linq, string soql)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLineInterpolated($"[bold]{intent}[/]");
        AnsiConsole.MarkupLineInterpolated($"  LINQ  [green]{linq}[/]");
        AnsiConsole.MarkupLineInterpolated($"  SOQL  [yellow]{soql}[/]");
    }

    public static void Rows<T>(IEnumerable<T> rows)
    {
        Table table = new Table().Border(TableBorder.Simple);
        System.Reflection.PropertyInfo[] columns = typeof(T).GetProperties();
        foreach (System.Reflection.PropertyInfo column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column.Name)));
        foreach (T row in rows)
            table.AddRow([.. columns.Select(column => Cell(column.GetValue(row)))]);
        AnsiConsole.Write(table);
    }

    public static void Fact(FormattableString fact) => AnsiConsole.MarkupLineInterpolated(fact);

    private static string Cell(object? value) => value switch
    {
        null => "[grey]null[/]",
        decimal amount => Markup.Escape(amount.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)),
        DateOnly date => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        _ => Markup.Escape(value.ToString() ?? ""),
    };
}
