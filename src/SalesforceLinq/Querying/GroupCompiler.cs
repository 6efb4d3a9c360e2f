using System.Linq.Expressions;
using Remotion.Linq.Clauses;
using SalesforceLinq.Querying.Materialization;
using SalesforceLinq.Querying.Plans;
using SalesforceLinq.Querying.Projecting;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Querying.Translation;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying;

/// <summary>Turns the part of a query that is over groups into GROUP BY, HAVING and aggregates.</summary>
internal sealed class GroupCompiler(Translator rows, ProjectionBuilder columns)
{
    public Shaped Compile(SelectedQuery query, SoqlQuery soql, TerminalReader terminal)
    {
        if (terminal.Terminal is QueryTerminal.Aggregate or QueryTerminal.None || terminal.ContainsItem is not null || terminal.IsDistinct)
            throw Refusal.OverGroups();
        GroupProjection groups = new(rows, query.Group!, query.GroupSource!, columns);
        Expression<Func<object?[], object?[], object?>> shape = groups.Translate(query.Selector);
        ConditionTranslator having = new(rows.Scope, rows.Holes, groups.TryTranslate, (subquery, _) => throw Refusal.Condition(subquery));
        List<SoqlCondition> conditions = [.. query.GroupClauses.OfType<WhereClause>().Select(where => having.Translate(where.Predicate))];
        if (groups.IsOfAll)
            return OfAll(groups, soql, shape, conditions, terminal);
        if (columns.IsEmpty)
            _ = groups.RowCount;
        SoqlQuery grouped = soql with
        {
            Select = columns.Select,
            GroupBy = new SoqlGrouping([.. groups.Keys], groups.Kind),
            Having = conditions.Count == 0 ? null : SoqlJunction.All([.. conditions]),
            OrderBy = [.. new OrderingTranslator(groups.TryTranslate, areGroups: true).Translate(query.GroupClauses.OfType<OrderByClause>(), terminal.IsReversed)],
        };
        return new Shaped(grouped, columns.Reader, new RowShaper(shape));
    }

    // GroupBy(x => 1): SOQL answers with one row even where there are no rows, and LINQ with no group.
    private Shaped OfAll(GroupProjection groups, SoqlQuery soql, Expression<Func<object?[], object?[], object?>> shape, List<SoqlCondition> conditions, TerminalReader terminal)
    {
        if (conditions.Count > 0 || terminal.Paging.Exists(step => step.IsSkip) || terminal.Terminal == QueryTerminal.Count)
            throw Refusal.OverGroups();
        Expression body = Expression.Condition(
            Expression.Equal(groups.RowCount, Expression.Constant(0)), Expression.Constant(QueryPlan.NoRow, typeof(object)), shape.Body);
        return new Shaped(soql with { Select = columns.Select, OrderBy = [] }, columns.Reader, new RowShaper(shape.Update(body, shape.Parameters))) { IsOneRow = true };
    }
}

/// <summary>What is sent, and how an element of the query is made of what comes back.</summary>
internal sealed record Shaped(SoqlQuery Soql, RowReader Rows, RowShaper? Shaper)
{
    /// <summary>Whether the answer is one row, whatever the query says.</summary>
    public bool IsOneRow { get; init; }
}
