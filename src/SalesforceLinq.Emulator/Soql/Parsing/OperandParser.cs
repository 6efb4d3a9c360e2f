using SalesforceLinq.Emulator.Soql.Syntax;

namespace SalesforceLinq.Emulator.Soql.Parsing;

/// <summary>Reads a field path or a function call.</summary>
internal sealed class OperandParser(TokenCursor cursor, LiteralParser literals)
{
    public Operand Parse()
    {
        if (cursor.Current.Kind == SoqlTokenKind.Name && cursor.Next.Is("("))
            return ParseFunction();
        return ParsePath();
    }

    public FieldPath ParsePath()
    {
        SoqlToken first = cursor.Current;
        if (ReservedWords.IsNoField(first.Text))
            throw cursor.Unexpected();
        List<string> names = [cursor.ExpectName().Text];
        while (cursor.TryTake("."))
            names.Add(cursor.ExpectName().Text);
        return new FieldPath(names, first.Position);
    }

    private FunctionCall ParseFunction()
    {
        cursor.Enter();
        SoqlToken name = cursor.Take();
        cursor.Expect("(");
        List<Operand> arguments = [];
        if (!cursor.Current.Is(")"))
        {
            do
                arguments.Add(ParseArgument());
            while (cursor.TryTake(","));
        }

        cursor.Expect(")");
        cursor.Leave();
        FunctionCall call = new(name.Text, arguments, name.Position);
        FunctionShapes.Check(call);
        return call;
    }

    private Operand ParseArgument() => cursor.Current.Kind is SoqlTokenKind.Number or SoqlTokenKind.String
        ? new LiteralOperand(literals.Parse())
        : Parse();
}
