namespace SalesforceLinq.Emulator.Soql.Syntax;

/// <summary>What can stand where a value is computed: a field path, a function call, a literal argument.</summary>
/// <param name="Position">Offset of the first character in the query's text.</param>
internal abstract record Operand(int Position);

/// <summary>A field, reached over zero or more parent relationships.</summary>
internal sealed record FieldPath(IReadOnlyList<string> Names, int Position) : Operand(Position)
{
    /// <summary>The field itself: the last name of the path.</summary>
    public string Field => Names[^1];

    public override string ToString() => string.Join('.', Names);
}

/// <summary>A function of a field or of another function's result.</summary>
internal sealed record FunctionCall(string Name, IReadOnlyList<Operand> Arguments, int Position) : Operand(Position)
{
    public override string ToString() => $"{Name}({string.Join(",", Arguments)})";
}

/// <summary>A literal as the argument of a function, such as the unit of DISTANCE.</summary>
internal sealed record LiteralOperand(Literal Value) : Operand(Value.Position)
{
    public override string ToString() => Value.Text;
}
