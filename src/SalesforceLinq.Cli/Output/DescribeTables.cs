using System.Globalization;
using SalesforceLinq.Cli.Terminals;
using SalesforceLinq.Http;
using Spectre.Console;

namespace SalesforceLinq.Cli.Output;

/// <summary>Shows describes to people.</summary>
internal sealed class DescribeTables(Terminal terminal)
{
    /// <summary>A list of objects.</summary>
    public void WriteList(IReadOnlyList<SObjectSummary> objects)
    {
        Table table = NewTable("Object", "Label", "Prefix", "");
        foreach (SObjectSummary summary in objects)
            table.AddRow(Markup.Escape(summary.Name), Markup.Escape(summary.Label ?? ""), Markup.Escape(summary.KeyPrefix ?? ""), summary.Custom ? "custom" : "");
        terminal.Console.Write(table);
    }

    /// <summary>An object, with its fields and relationships.</summary>
    public void Write(SObjectDescription description)
    {
        terminal.Console.MarkupLineInterpolated($"[bold]{description.Name}[/]  {description.Label} / {description.LabelPlural}  {description.KeyPrefix}");
        Table fields = NewTable("Field", "Label", "Type", "May", "Is");
        foreach (FieldDescription field in description.Fields)
            fields.AddRow(Markup.Escape(field.Name), Markup.Escape(field.Label ?? ""), Markup.Escape(TypeOf(field)), May(field), Markup.Escape(Is(field)));
        terminal.Console.Write(fields);

        ChildRelationshipDescription[] children = [.. description.ChildRelationships.Where(child => child.RelationshipName is { Length: > 0 })];
        if (children.Length == 0)
            return;
        Table lists = NewTable("Children", "Object", "By");
        foreach (ChildRelationshipDescription child in children)
            lists.AddRow(Markup.Escape(child.RelationshipName!), Markup.Escape(child.ChildSObject), Markup.Escape(child.Field));
        terminal.Console.Write(lists);
    }

    private static Table NewTable(params string[] columns)
    {
        Table table = new Table().Border(TableBorder.Simple);
        foreach (string column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)).NoWrap());
        return table;
    }

    private static string TypeOf(FieldDescription field) => field.Type switch
    {
        "reference" => $"reference to {string.Join(", ", field.ReferenceTo.Take(4))}{(field.ReferenceTo.Count > 4 ? ", …" : "")}",
        "double" or "currency" or "percent" => string.Create(CultureInfo.InvariantCulture, $"{field.Type}({field.Precision},{field.Scale})"),
        "picklist" or "multipicklist" or "combobox" => string.Create(CultureInfo.InvariantCulture, $"{field.Type} of {field.PicklistValues.Count}"),
        _ when field.Length > 0 => string.Create(CultureInfo.InvariantCulture, $"{field.Type}({field.Length})"),
        _ => field.Type,
    };

    private static string May(FieldDescription field) => (field.Createable, field.Updateable) switch
    {
        (true, true) => "create, update",
        (true, false) => "create",
        (false, true) => "update",
        _ => "read",
    };

    private static string Is(FieldDescription field)
    {
        List<string> words = [];
        if (field is { Nillable: false, Createable: true, DefaultedOnCreate: false } && field.Type != "boolean")
            words.Add("required");
        if (field.ExternalId)
            words.Add("external id");
        if (field.Unique)
            words.Add("unique");
        if (field.Calculated)
            words.Add("formula");
        if (field.AutoNumber)
            words.Add("auto-number");
        if (!field.Filterable)
            words.Add("not filterable");
        return string.Join(", ", words);
    }
}
