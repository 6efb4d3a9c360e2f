using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Soql.Refusals;
using SalesforceLinq.Emulator.Soql.Syntax;

namespace SalesforceLinq.Emulator.Soql.Binding;

/// <summary>Checks a query against the schema and resolves all its names.</summary>
internal sealed class QueryBinder(OrgSchema schema, QueryContext context)
{
    private const int LargestOffset = 2000;
    private const int MostSubqueries = 20;

    private readonly SourceMap.AliasNames _aliases = new();
    private readonly HashSet<string> _relationships = new(StringComparer.OrdinalIgnoreCase);

    private BindingRefusal _refusal = new("");

    public BoundQuery Bind(SoqlQuery query)
    {
        _refusal = new BindingRefusal(query.Text);
        FieldPath source = query.From.Source;
        ObjectSchema root = schema.Find(source.ToString()) ?? throw _refusal.NoSuchObject(source.ToString(), source.Position);
        if (!root.Queryable)
            throw new SoqlException("INVALID_TYPE_FOR_OPERATION", $"entity type {root.Name} does not support query");
        return Bind(query, root, depth: 0, inner: false);
    }

    private BoundQuery Bind(SoqlQuery query, ObjectSchema root, int depth, bool inner)
    {
        SourceMap sources = new(root, _aliases);
        BindingScope scope = new(schema, context, sources, query.From, _refusal) { Relationships = _relationships };
        PathBinder paths = new(scope);
        ValueBinder values = new(scope, paths);
        SemiJoinBinder semiJoins = new(scope, inner, subquery => BindInner(subquery, depth));
        ConditionBinder conditions = new(scope, values, semiJoins);
        CheckClauses(query);

        BoundQuery bound = new(KindOf(query), sources.Root, sources)
        {
            Where = All(query.Where is null ? null : conditions.BindWhere(query.Where), new ScopeBinder(scope).Bind(query.Scope, query.From.Source.Position)),
            Limit = query.Limit?.Value,
            Offset = query.Offset?.Value ?? 0,
            IncludeDeleted = context.IncludeDeleted,
        };
        return bound.Kind switch
        {
            QueryKind.Rows => BindRows(bound, query, scope, paths, values, depth),
            QueryKind.Count => BindCount(bound, query),
            _ => BindGroups(bound, query, scope, values, conditions),
        };
    }

    private static QueryKind KindOf(SoqlQuery query)
    {
        if (query.Select is [CountItem] && query.GroupBy is null)
            return QueryKind.Count;
        bool aggregates = query.Select.Any(item => item is ValueItem { Value: var value } && ValueBinder.IsAggregate(value));
        return aggregates || query.GroupBy is not null ? QueryKind.Aggregate : QueryKind.Rows;
    }

    private static BoundCondition? All(BoundCondition? first, BoundCondition? second) =>
        first is null ? second : second is null ? first : new BoundAnd([first, second]);

    private void CheckClauses(SoqlQuery query)
    {
        if (query.Offset is { Value: > LargestOffset } offset)
            throw _refusal.Offset(LargestOffset, offset.Position);
        if (query.DataCategories.Count > 0)
            throw _refusal.Malformed("WITH DATA CATEGORY is for knowledge articles only, which this org does not have", query.DataCategories[0].Position);
    }

    private BoundQuery BindRows(BoundQuery bound, SoqlQuery query, BindingScope scope, PathBinder paths, ValueBinder values, int depth)
    {
        if (query.Select.Count(item => item is SubqueryItem) > MostSubqueries)
            throw _refusal.Malformed($"A query can have at most {MostSubqueries} child relationships", query.Position);
        RowBinder rows = new(scope, paths, values, item => BindChildren(item, query, scope, depth + 1));
        BoundRow row = rows.Bind(query);
        return bound with
        {
            Row = row,
            SelectsLongText = rows.SelectsLongText,
            OrderBy = new OrderBinder(scope, operand => BindSorted(operand, scope, values)).Bind(query.OrderBy),
        };
    }

    private BoundValue BindSorted(Operand operand, BindingScope scope, ValueBinder values)
    {
        if (ValueBinder.IsAggregate(operand) || ValueBinder.IsDateFunction(operand))
            throw scope.Refusal.NotGrouped(operand.ToString()!, operand.Position);
        return values.Bind(operand);
    }

    private BoundQuery BindCount(BoundQuery bound, SoqlQuery query)
    {
        if (query.OrderBy.Count > 0)
            throw _refusal.Malformed("COUNT() cannot be used with ORDER BY", query.OrderBy[0].Position);
        return bound;
    }

    private BoundQuery BindGroups(BoundQuery bound, SoqlQuery query, BindingScope scope, ValueBinder values, ConditionBinder conditions)
    {
        if (query.GroupBy is null && query.Limit is not null)
            throw _refusal.Malformed("Non-grouped query that uses overall aggregate functions cannot also use LIMIT", query.Limit.Position);
        if (query.GroupBy is null && query.OrderBy.Count > 0)
            throw _refusal.Malformed("Non-grouped query that uses overall aggregate functions cannot also use ORDER BY", query.OrderBy[0].Position);

        GroupBinder groups = new(scope, values);
        IReadOnlyList<BoundValue> groupings = groups.BindGroupings(query.GroupBy);
        return bound with
        {
            Grouping = query.GroupBy?.Kind ?? GroupingKind.Plain,
            GroupBy = groupings,
            Columns = groups.BindColumns(query.Select),
            Having = query.Having is null ? null : conditions.BindHaving(query.Having, groups.BindResult),
            OrderBy = new OrderBinder(scope, groups.BindResult).Bind(query.OrderBy),
        };
    }

    private BoundQuery BindInner(SoqlQuery query, int depth)
    {
        FieldPath source = query.From.Source;
        ObjectSchema root = schema.Find(source.ToString()) ?? throw _refusal.NoSuchObject(source.ToString(), source.Position);
        return Bind(query, root, depth, inner: true);
    }

    private ChildrenMember BindChildren(SubqueryItem item, SoqlQuery parent, BindingScope scope, int depth)
    {
        int deepest = context.ApiVersion >= 58 ? 4 : 1;
        if (depth > deepest)
            throw _refusal.Malformed($"Child relationships can be nested at most {deepest} level(s) deep in this API version", item.Position);

        SoqlQuery query = item.Query;
        FieldPath from = query.From.Source;
        IReadOnlyList<string> names = scope.FromRoot(from);
        ChildRelationship children = (names.Count == 1 ? scope.Sources.Root.Object.FindChildRelationship(names[0]) : null)
            ?? throw _refusal.NoSuchChildren(from.ToString(), from.Position);
        if (query.Offset is not null && parent.Limit is not { Value: 1 })
            throw _refusal.Malformed("OFFSET is not supported in a subquery", query.Offset.Position);

        BoundQuery bound = Bind(query, children.ChildObject, depth, inner: false);
        if (bound.Kind != QueryKind.Rows)
            throw _refusal.Malformed("Aggregate functions and GROUP BY are not supported in a subquery of the SELECT list", query.Position);
        return new ChildrenMember(children.RelationshipName!, children.Field, bound);
    }
}
