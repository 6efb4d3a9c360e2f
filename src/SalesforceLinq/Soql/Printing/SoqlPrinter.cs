using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SalesforceLinq.Soql.Literals;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Soql.Printing;

/// <summary>Turns a SOQL tree into text: the only code that writes SOQL. Its methods are the clauses, in textual order.</summary>
internal sealed class SoqlPrinter
{
    [ThreadStatic]
    private static StringBuilder? _spare;

    private readonly StringBuilder _text;
    private readonly List<(int Position, int Hole)>? _holes;

    private SoqlPrinter(StringBuilder text, List<(int Position, int Hole)>? holes = null) => (_text, _holes) = (text, holes);

    /// <summary>Prints the text between the holes of a query, and where those are.</summary>
    public static string Print(SoqlQuery query, List<(int Position, int Hole)> holes)
    {
        StringBuilder text = new();
        new SoqlPrinter(text, holes).Query(query);
        return text.ToString();
    }

    /// <summary>Prints a query whose holes are filled.</summary>
    public static string Print(SoqlQuery query)
    {
        StringBuilder text = _spare ?? new StringBuilder(512);
        _spare = null;
        new SoqlPrinter(text).Query(query);
        string soql = text.ToString();
        text.Clear();
        if (text.Capacity <= 64 * 1024)
            _spare = text;
        return soql;
    }

    /// <summary>Prints one term, as messages and the names of result columns need it.</summary>
    public static string Print(SoqlTerm term)
    {
        var text = new StringBuilder();
        new SoqlPrinter(text).Term(term);
        return text.ToString();
    }

    /// <summary>Prints one condition, as messages need it.</summary>
    public static string Print(SoqlCondition condition)
    {
        var text = new StringBuilder();
        new SoqlPrinter(text).Condition(condition, nested: false);
        return text.ToString();
    }

    private void Query(SoqlQuery query)
    {
        Select(query);
        _text.Append(" FROM ").Append(query.From);
        if (query.Scope is not null)
            _text.Append(" USING SCOPE ").Append(query.Scope);
        if (query.Where is { } where)
        {
            _text.Append(" WHERE ");
            Condition(where, nested: false);
        }

        if (query.GroupBy is { } grouping)
            GroupBy(grouping);
        if (query.Having is { } having)
        {
            _text.Append(" HAVING ");
            Condition(having, nested: false);
        }

        OrderBy(query.OrderBy);
        if (query.Limit is { } limit)
            _text.Append(" LIMIT ").Append(CultureInfo.InvariantCulture, $"{limit}");
        if (query.Offset is { } offset)
            _text.Append(" OFFSET ").Append(CultureInfo.InvariantCulture, $"{offset}");
        _text.Append(query.Usage switch
        {
            SoqlUsage.View => " FOR VIEW",
            SoqlUsage.Reference => " FOR REFERENCE",
            _ => "",
        });
    }

    private void Select(SoqlQuery query)
    {
        _text.Append("SELECT ");
        if (query.IsCount)
            _text.Append("COUNT()");
        for (int i = 0; i < query.Select.Length; i++)
        {
            Separate(i);
            switch (query.Select[i])
            {
                case SoqlSelectTerm item:
                    Term(item.Term);
                    if (item.Alias is not null)
                        _text.Append(' ').Append(item.Alias);
                    break;
                case SoqlSelectChildren children:
                    _text.Append('(');
                    Query(children.Query);
                    _text.Append(')');
                    break;
                case SoqlTypeof choice:
                    Typeof(choice);
                    break;
            }
        }
    }

    private void Typeof(SoqlTypeof choice)
    {
        _text.Append("TYPEOF ").Append(choice.Relationship);
        foreach (SoqlTypeofBranch branch in choice.Branches)
            _text.Append(" WHEN ").Append(branch.ObjectName).Append(" THEN ").AppendJoin(", ", branch.Fields);
        if (!choice.ElseFields.IsDefaultOrEmpty)
            _text.Append(" ELSE ").AppendJoin(", ", choice.ElseFields);
        _text.Append(" END");
    }

    private void Term(SoqlTerm term)
    {
        switch (term)
        {
            case SoqlField field:
                _text.Append(field.Path);
                break;
            case SoqlFunction function:
                _text.Append(function.Name).Append('(');
                for (int i = 0; i < function.Arguments.Length; i++)
                {
                    Separate(i);
                    Term(function.Arguments[i]);
                }

                _text.Append(')');
                break;
            case SoqlLikePattern pattern:
                SoqlLiterals.Append(_text, pattern);
                break;
            case SoqlLiteral literal:
                SoqlLiterals.Append(_text, literal.Value);
                break;
            case SoqlDateLiteral date:
                _text.Append(date.Name);
                if (date.Count is not null)
                {
                    _text.Append(':');
                    Term(date.Count);
                }

                break;
            case SoqlHole hole when _holes is not null:
                _holes.Add((_text.Length, hole.Index));
                break;
            case SoqlHole hole:
                // Only messages ever show a hole: every query is bound before it is printed.
                _text.Append(CultureInfo.InvariantCulture, $":{hole.Index}");
                break;
        }
    }

    private void Condition(SoqlCondition condition, bool nested)
    {
        switch (condition)
        {
            case SoqlComparison comparison:
                Term(comparison.Operand);
                _text.Append(Symbol(comparison.Operator));
                Term(comparison.Value);
                break;
            case SoqlLike like:
                Term(like.Operand);
                _text.Append(" LIKE ");
                Term(like.Pattern);
                break;
            case SoqlIn choice:
                Term(choice.Operand);
                _text.Append(choice.IsNegated ? " NOT IN (" : " IN (");
                Values(choice.Values);
                break;
            case SoqlInQuery join:
                Term(join.Operand);
                _text.Append(join.IsNegated ? " NOT IN (" : " IN (");
                Query(join.Query);
                _text.Append(')');
                break;
            case SoqlIncludes includes:
                Term(includes.Operand);
                _text.Append(includes.IsNegated ? " EXCLUDES (" : " INCLUDES (");
                Values(includes.Values);
                break;
            case SoqlNot negation:
                _text.Append("(NOT ");
                Condition(negation.Condition, nested: true);
                _text.Append(')');
                break;
            case SoqlJunction junction:
                Junction(junction, nested);
                break;
        }
    }

    private void Junction(SoqlJunction junction, bool nested)
    {
        if (nested)
            _text.Append('(');
        for (int i = 0; i < junction.Conditions.Length; i++)
        {
            if (i > 0)
                _text.Append(junction.IsAnd ? " AND " : " OR ");
            Condition(junction.Conditions[i], nested: true);
        }

        if (nested)
            _text.Append(')');
    }

    private void Values(ImmutableArray<SoqlValue> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            Separate(i);
            Term(values[i]);
        }

        _text.Append(')');
    }

    private void GroupBy(SoqlGrouping grouping)
    {
        _text.Append(" GROUP BY ").Append(grouping.Kind switch
        {
            SoqlGroupingKind.Rollup => "ROLLUP(",
            SoqlGroupingKind.Cube => "CUBE(",
            _ => "",
        });
        for (int i = 0; i < grouping.Terms.Length; i++)
        {
            Separate(i);
            Term(grouping.Terms[i]);
        }

        if (grouping.Kind != SoqlGroupingKind.Plain)
            _text.Append(')');
    }

    private void OrderBy(ImmutableArray<SoqlOrdering> orderings)
    {
        for (int i = 0; i < orderings.Length; i++)
        {
            _text.Append(i == 0 ? " ORDER BY " : ", ");
            Term(orderings[i].Term);
            if (orderings[i].IsDescending)
                _text.Append(" DESC");
            _text.Append(orderings[i].Nulls switch
            {
                SoqlNulls.First => " NULLS FIRST",
                SoqlNulls.Last => " NULLS LAST",
                _ => "",
            });
        }
    }

    private void Separate(int index)
    {
        if (index > 0)
            _text.Append(", ");
    }

    private static string Symbol(SoqlOperator comparison) => comparison switch
    {
        SoqlOperator.Equal => " = ",
        SoqlOperator.NotEqual => " != ",
        SoqlOperator.Less => " < ",
        SoqlOperator.LessOrEqual => " <= ",
        SoqlOperator.Greater => " > ",
        _ => " >= ",
    };
}
