using System.Linq.Expressions;
using Remotion.Linq.Clauses;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Querying.Translation.Operands;
using SalesforceLinq.Querying.Vocabulary;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Translation;

/// <summary>Turns orderings into terms of ORDER BY.</summary>
/// <param name="operandOf">Translates what is ordered by.</param>
/// <param name="areGroups">Whether groups are ordered, and not rows.</param>
internal sealed class OrderingTranslator(Func<Expression, Operand?> operandOf, bool areGroups = false)
{
    /// <summary>The terms. Of two OrderBys the last one is primary: the earlier one orders only what the later one leaves equal.</summary>
    public IReadOnlyList<SoqlOrdering> Translate(IEnumerable<OrderByClause> clauses, bool isReversed = false) =>
        [.. clauses.Reverse().SelectMany(clause => clause.Orderings).Select(ordering => Translate(ordering, isReversed))];

    private SoqlOrdering Translate(Ordering ordering, bool isReversed)
    {
        (Expression key, QueryMarker? marker) = ordering.Expression is MarkedKeyExpression marked ? (marked.Key, marked.Marker) : (ordering.Expression, (QueryMarker?)null);
        Operand operand = operandOf(key) ?? throw Refusal.OrderKey(key);
        // Parts of dates order groups only; of a row's functions SOQL orders by the distance.
        if (!areGroups && operand.Term is SoqlFunction { Name: not "DISTANCE" })
            throw Refusal.OrderKey(key);
        if (operand.Field is { } field && !FieldAbilities.IsSortable(field))
            throw Refusal.UnsortableField(field);
        // The last row is the first of the order turned around.
        bool isDescending = (ordering.OrderingDirection == OrderingDirection.Desc) != isReversed;
        SoqlNulls nulls = marker switch
        {
            QueryMarker.NullsFirst => isReversed ? SoqlNulls.Last : SoqlNulls.First,
            QueryMarker.NullsLast => isReversed ? SoqlNulls.First : SoqlNulls.Last,
            // LINQ puts nulls last in descending order; SOQL puts them first unless it is told.
            _ => isDescending && operand.IsNullable ? SoqlNulls.Last : SoqlNulls.Unsaid,
        };
        return new SoqlOrdering(operand.Term, isDescending, nulls);
    }
}
