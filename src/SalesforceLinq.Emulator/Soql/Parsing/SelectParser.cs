using SalesforceLinq.Emulator.Soql.Syntax;

namespace SalesforceLinq.Emulator.Soql.Parsing;

/// <summary>Reads the SELECT list.</summary>
internal sealed class SelectParser(TokenCursor cursor, OperandParser operands, Func<SoqlQuery> parseQuery)
{
    public List<SelectItem> Parse()
    {
        List<SelectItem> items = [];
        do
            items.Add(ParseItem());
        while (cursor.TryTake(","));
        return items;
    }

    private SelectItem ParseItem()
    {
        SoqlToken token = cursor.Current;
        if (cursor.TryTake("("))
        {
            SoqlQuery query = parseQuery();
            cursor.Expect(")");
            return new SubqueryItem(query, token.Position);
        }

        if (token.Is("TYPEOF") && cursor.Next.Kind == SoqlTokenKind.Name && !cursor.Next.Is("FROM"))
            return ParseTypeof();
        if (token.Is("FIELDS") && cursor.Next.Is("("))
            return ParseFieldGroup();
        if (token.Is("COUNT") && cursor.Next.Is("("))
        {
            if (TryParseCount(token) is CountItem count)
                return count;
        }

        Operand value = FunctionShapes.NotAlone(operands.Parse());
        return new ValueItem(value, ParseAlias(), token.Position);
    }

    private CountItem? TryParseCount(SoqlToken token) =>
        cursor.TryTakeEmptyCall() ? new CountItem(token.Position) : null;

    private string? ParseAlias() =>
        cursor.Current.Kind == SoqlTokenKind.Name && !ReservedWords.Contains(cursor.Current.Text) ? cursor.Take().Text : null;

    private FieldGroupItem ParseFieldGroup()
    {
        SoqlToken token = cursor.Take();
        cursor.Expect("(");
        FieldGroup group = cursor.Current.Text.ToUpperInvariant() switch
        {
            "ALL" => FieldGroup.All,
            "CUSTOM" => FieldGroup.Custom,
            "STANDARD" => FieldGroup.Standard,
            _ => throw cursor.Unexpected(),
        };
        cursor.Take();
        cursor.Expect(")");
        return new FieldGroupItem(group, token.Position);
    }

    private TypeofItem ParseTypeof()
    {
        SoqlToken token = cursor.Take();
        FieldPath relationship = operands.ParsePath();
        List<TypeofBranch> branches = [];
        while (cursor.Current.Is("WHEN"))
        {
            SoqlToken when = cursor.Take();
            string name = cursor.ExpectName().Text;
            cursor.Expect("THEN");
            branches.Add(new TypeofBranch(name, ParsePaths(), when.Position));
        }

        if (branches.Count == 0)
            throw cursor.Unexpected();
        List<FieldPath> otherwise = cursor.TryTake("ELSE") ? ParsePaths() : [];
        cursor.Expect("END");
        return new TypeofItem(relationship, branches, otherwise, token.Position);
    }

    private List<FieldPath> ParsePaths()
    {
        List<FieldPath> paths = [];
        do
            paths.Add(operands.ParsePath());
        while (cursor.TryTake(","));
        return paths;
    }
}
