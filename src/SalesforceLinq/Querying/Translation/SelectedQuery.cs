using System.Linq.Expressions;
using Remotion.Linq;
using Remotion.Linq.Clauses;
using Remotion.Linq.Clauses.Expressions;
using Remotion.Linq.Clauses.ExpressionVisitors;
using Remotion.Linq.Clauses.ResultOperators;
using SalesforceLinq.Querying.Refusals;

namespace SalesforceLinq.Querying.Translation;

/// <summary>A query whose nested FROMs were put into one another: one source, its clauses, one selector, its operators.</summary>
/// <param name="From">The source.</param>
/// <param name="Clauses">Where, order and join clauses.</param>
/// <param name="Selector">What is selected.</param>
/// <param name="Operators">Operators on the result, in order.</param>
/// <param name="Group">The grouping everything else is over; null for a query over rows.</param>
/// <param name="GroupSource">The range variable of the groups.</param>
internal sealed record SelectedQuery(
    MainFromClause From,
    IReadOnlyList<IBodyClause> Clauses,
    Expression Selector,
    IReadOnlyList<ResultOperatorBase> Operators,
    GroupResultOperator? Group = null,
    IQuerySource? GroupSource = null)
{
    /// <summary>The clauses after the grouping: HAVING and the order of the groups.</summary>
    public IReadOnlyList<IBodyClause> GroupClauses { get; init; } = [];

    /// <summary>Unnests a query.</summary>
    /// <exception cref="QueryNotSupportedException">A query over part of a query does more than select.</exception>
    public static SelectedQuery Of(QueryModel query)
    {
        if (query.MainFromClause.FromExpression is not SubQueryExpression nested)
            return Plain(query);

        SelectedQuery inner = Of(nested.QueryModel);
        if (nested.QueryModel.ResultOperators is [GroupResultOperator group])
        {
            return inner with
            {
                Group = group,
                GroupSource = query.MainFromClause,
                GroupClauses = [.. query.BodyClauses],
                Selector = query.SelectClause.Selector,
                Operators = [.. query.ResultOperators],
            };
        }

        // Records are distinct: each is there once.
        if (inner is { Operators: [DistinctResultOperator], Selector: QuerySourceReferenceExpression, Group: null })
            inner = inner with { Operators = [] };
        bool isDistinct = inner.Operators is [DistinctResultOperator];
        if (query.BodyClauses.FirstOrDefault() is { } clause && !(isDistinct || (inner.Operators.Count == 0 && inner.Group is null)))
            throw Refusal.AfterPaging(clause);
        if (inner.Operators.FirstOrDefault(result => result is not (TakeResultOperator or SkipResultOperator or DistinctResultOperator or ReverseResultOperator)) is { } other)
            throw Refusal.Operator(other, other is DefaultIfEmptyResultOperator ? "Read the rows, and put the default value in memory; of a nullable field, Max, Min and Average of no rows are null." : "Put it last.");
        QuerySourceMapping mapping = new();
        mapping.AddMapping(query.MainFromClause, inner.Selector);
        Expression Replace(Expression expression) =>
            new MemberFolding().Visit(ReferenceReplacingExpressionVisitor.ReplaceClauseReferences(expression, mapping, throwOnUnmappedReferences: false));
        // What is distinct may be filtered and ordered before or after: the rows are the same.
        foreach (IBodyClause outer in query.BodyClauses)
            outer.TransformExpressions(Replace);
        Expression selector = Replace(query.SelectClause.Selector);
        if (isDistinct && selector.ToString() != inner.Selector.ToString())
            throw Refusal.Operator("Distinct", "Put Distinct after the last Select.");
        return inner with { Clauses = [.. inner.Clauses, .. query.BodyClauses], Selector = selector, Operators = [.. inner.Operators, .. query.ResultOperators] };
    }

    private static SelectedQuery Plain(QueryModel query) => query.ResultOperators is [GroupResultOperator]
        ? new SelectedQuery(query.MainFromClause, [.. query.BodyClauses], query.SelectClause.Selector, [])
        : new SelectedQuery(query.MainFromClause, [.. query.BodyClauses], query.SelectClause.Selector, [.. query.ResultOperators]);
}
