using System.Collections.Immutable;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Soql.Parsing;

/// <summary>Reads conditions, and the terms they are made of.</summary>
internal sealed class SoqlConditionParser(TokenReader tokens, Func<SoqlQuery> subquery, Func<string, string> path)
{
    private readonly SoqlValueParser _values = new(tokens);

    public SoqlCondition Condition()
    {
        SoqlCondition first = Unary();
        List<SoqlCondition> conditions = [first];
        bool? isAnd = null;
        while (tokens.Current.Is("AND") || tokens.Current.Is("OR"))
        {
            // SOQL refuses AND and OR at one level, and so does this.
            bool and = tokens.Take().Is("AND");
            if (isAnd is { } known && known != and)
                throw tokens.Unexpected("a parenthesis around AND or OR");
            isAnd = and;
            conditions.Add(Unary());
        }

        return isAnd is null ? first : isAnd.Value ? SoqlJunction.All([.. conditions]) : SoqlJunction.Any([.. conditions]);
    }

    /// <summary>A field, or a function of one.</summary>
    public SoqlTerm Term()
    {
        if (tokens.Current.Kind != SoqlTokenKind.Word || !tokens.Following.Is("("))
            return new SoqlField(path(tokens.Name()));
        string name = tokens.Name();
        tokens.Expect("(");
        var arguments = ImmutableArray.CreateBuilder<SoqlTerm>();
        while (!tokens.TryTake(")"))
        {
            if (arguments.Count > 0)
                tokens.Expect(",");
            arguments.Add(tokens.Current.Kind == SoqlTokenKind.Word ? Term() : _values.Value());
        }

        return new SoqlFunction(name, arguments.ToImmutable());
    }

    private SoqlCondition Unary()
    {
        if (tokens.TryTake("NOT"))
            return new SoqlNot(Unary());
        if (!tokens.Current.Is("("))
            return Comparison();
        tokens.Expect("(");
        SoqlCondition inner = Condition();
        tokens.Expect(")");
        return inner;
    }

    private SoqlCondition Comparison()
    {
        SoqlTerm operand = Term();
        if (tokens.TryTake("LIKE"))
            return new SoqlLike(operand, _values.Pattern());
        if (tokens.TryTake("NOT", "IN"))
            return In(operand, isNegated: true);
        if (tokens.TryTake("IN"))
            return In(operand, isNegated: false);
        if (tokens.TryTake("INCLUDES"))
            return new SoqlIncludes(operand, List(), IsNegated: false);
        if (tokens.TryTake("EXCLUDES"))
            return new SoqlIncludes(operand, List(), IsNegated: true);
        return new SoqlComparison(operand, Operator(), _values.Value());
    }

    private SoqlCondition In(SoqlTerm operand, bool isNegated)
    {
        if (tokens.Current.Is("(") && tokens.Following.Is("SELECT"))
        {
            tokens.Expect("(");
            SoqlQuery query = subquery();
            tokens.Expect(")");
            return new SoqlInQuery(operand, query, isNegated);
        }

        return new SoqlIn(operand, List(), isNegated);
    }

    // A hole that stands for a list brings its parentheses along.
    private ImmutableArray<SoqlValue> List()
    {
        if (tokens.Current.Kind == SoqlTokenKind.Hole)
            return [_values.Value()];
        tokens.Expect("(");
        var values = ImmutableArray.CreateBuilder<SoqlValue>();
        do
            values.Add(_values.Value());
        while (tokens.TryTake(","));
        tokens.Expect(")");
        return values.ToImmutable();
    }

    private SoqlOperator Operator() => tokens.Take().Text switch
    {
        "=" => SoqlOperator.Equal,
        "!=" => SoqlOperator.NotEqual,
        "<" => SoqlOperator.Less,
        "<=" => SoqlOperator.LessOrEqual,
        ">" => SoqlOperator.Greater,
        ">=" => SoqlOperator.GreaterOrEqual,
        var other => throw new SoqlSyntaxException($"An operator was expected where '{other}' stands"),
    };
}
