using SalesforceLinq.Emulator.Soql.Refusals;
using SalesforceLinq.Emulator.Soql.Syntax;

namespace SalesforceLinq.Emulator.Soql.Parsing;

/// <summary>Reads what follows WHERE or HAVING.</summary>
/// <remarks>
/// One level holds ANDs or ORs or a single NOT, never two kinds: everything else needs parentheses
/// (SOQL and SOSL Reference, "Logical Operators").
/// </remarks>
internal sealed class ConditionParser(TokenCursor cursor, OperandParser operands, LiteralParser literals, Func<SoqlQuery> parseQuery)
{
    public Condition Parse()
    {
        cursor.Enter();
        Condition condition = ParseLevel();
        cursor.Leave();
        return condition;
    }

    private Condition ParseLevel()
    {
        int position = cursor.Current.Position;
        if (cursor.TryTake("NOT"))
        {
            NotCondition negation = new(ParseNegated(), position);
            if (cursor.Current.Is("AND") || cursor.Current.Is("OR"))
                throw SoqlRefusal.MixedLogic(cursor.Current.Text);
            return negation;
        }

        Condition first = ParseTerm();
        if (!cursor.Current.Is("AND") && !cursor.Current.Is("OR"))
            return first;

        string joint = cursor.Current.Text;
        List<Condition> parts = [first];
        while (cursor.TryTake(joint))
        {
            if (cursor.Current.Is("NOT"))
                throw SoqlRefusal.MixedLogic(cursor.Current.Text);
            parts.Add(ParseTerm());
        }

        if (cursor.Current.Is("AND") || cursor.Current.Is("OR"))
            throw SoqlRefusal.MixedLogic(cursor.Current.Text);
        return joint.Equals("AND", StringComparison.OrdinalIgnoreCase) ? new AndCondition(parts, position) : new OrCondition(parts, position);
    }

    private Condition ParseNegated()
    {
        cursor.Enter();
        int position = cursor.Current.Position;
        Condition inner = cursor.TryTake("NOT") ? new NotCondition(ParseNegated(), position) : ParseTerm();
        cursor.Leave();
        return inner;
    }

    private Condition ParseTerm()
    {
        if (!cursor.TryTake("("))
            return ParseComparison();
        Condition inner = Parse();
        cursor.Expect(")");
        return inner;
    }

    private Condition ParseComparison()
    {
        Operand left = FunctionShapes.NotAlone(operands.Parse());
        SoqlToken token = cursor.Current;
        if (cursor.TryTake("IN"))
            return ParseIn(left, negated: false, token.Position);
        if (cursor.TryTake("NOT"))
        {
            cursor.Expect("IN");
            return ParseIn(left, negated: true, token.Position);
        }

        if (cursor.TryTake("INCLUDES"))
            return new ListComparison(left, ListOperator.Includes, ParseList(), left.Position);
        if (cursor.TryTake("EXCLUDES"))
            return new ListComparison(left, ListOperator.Excludes, ParseList(), left.Position);

        ComparisonOperator comparison = ParseOperator(token);
        Literal right = comparison == ComparisonOperator.Like ? literals.Parse() : ParseValue();
        if (comparison == ComparisonOperator.Like && right is not (StringLiteral or NullLiteral))
            throw SoqlRefusal.UnexpectedToken(right.Text);
        return new Comparison(left, comparison, right, left.Position);
    }

    private ComparisonOperator ParseOperator(SoqlToken token)
    {
        ComparisonOperator? found = token.Kind switch
        {
            SoqlTokenKind.Symbol => token.Text switch
            {
                "=" => ComparisonOperator.Equal,
                "!=" or "<>" => ComparisonOperator.NotEqual,
                "<" => ComparisonOperator.Less,
                "<=" => ComparisonOperator.LessOrEqual,
                ">" => ComparisonOperator.Greater,
                ">=" => ComparisonOperator.GreaterOrEqual,
                _ => null,
            },
            SoqlTokenKind.Name when token.Is("LIKE") => ComparisonOperator.Like,
            _ => null,
        };
        if (found is null)
            throw cursor.Unexpected();
        cursor.Take();
        return found.Value;
    }

    private Condition ParseIn(Operand left, bool negated, int position)
    {
        if (!cursor.Current.Is("(") || !cursor.Next.Is("SELECT"))
            return new ListComparison(left, negated ? ListOperator.NotIn : ListOperator.In, ParseList(), left.Position);

        cursor.Take();
        SoqlQuery query = parseQuery();
        cursor.Expect(")");
        return new SemiJoin(left, negated, query, position);
    }

    /// <summary>A literal that is no pattern: a wildcard needs no escape there, and may have none.</summary>
    private Literal ParseValue() => literals.Parse() is var literal && literal is StringLiteral { PatternEscape: { } escape }
        ? throw SoqlRefusal.InvalidEscape(escape)
        : literal;

    private List<Literal> ParseList()
    {
        cursor.Expect("(");
        List<Literal> values = [];
        do
            values.Add(ParseValue());
        while (cursor.TryTake(","));
        cursor.Expect(")");
        return values;
    }
}
