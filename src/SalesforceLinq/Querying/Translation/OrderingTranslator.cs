using System.Linq.Expressions;
using Remotion.Linq.Clauses;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Querying.Translation.Operands;
using SalesforceLinq.Querying.Vocabulary;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Translation;

/// <summary>Turns orderings into terms of ORDER BY.</summary>
internal sealed class OrderingTranslator(Func<Expression, Operand?> operandOf)
{
    /// <summary>The terms. Of two OrderBys the last one is primary: the earlier one orders only what the later one leaves equal.</summary>
    public IReadOnlyList<SoqlOrdering> Translate(IEnumerable<OrderByClause> clauses) =>
        [.. clauses.Reverse().SelectMany(clause => clause.Orderings).Select(Translate)];

    private SoqlOrdering Translate(Ordering ordering)
    {
        (Expression key, QueryMarker? marker) = ordering.Expression is MarkedKeyExpression marked ? (marked.Key, marked.Marker) : (ordering.Expression, (QueryMarker?)null);
        Operand operand = operandOf(key) ?? throw Refusal.OrderKey(key);
        bool isDescending = ordering.OrderingDirection == OrderingDirection.Desc;
        SoqlNulls nulls = marker switch
        {
            QueryMarker.NullsFirst => SoqlNulls.First,
            QueryMarker.NullsLast => SoqlNulls.Last,
            // LINQ puts nulls last in descending order; SOQL puts them first unless it is told.
            _ => isDescending && operand.IsNullable ? SoqlNulls.Last : SoqlNulls.Unsaid,
        };
        return new SoqlOrdering(operand.Term, isDescending, nulls);
    }
}
