using System.Linq.Expressions;
using Remotion.Linq;
using Remotion.Linq.Clauses;
using Remotion.Linq.Clauses.ResultOperators;
using SalesforceLinq.Querying.Materialization;
using SalesforceLinq.Querying.Normalization;
using SalesforceLinq.Querying.Plans;
using SalesforceLinq.Querying.Projecting;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Querying.Translation;
using SalesforceLinq.Querying.Translation.Operands;
using SalesforceLinq.Querying.Vocabulary;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying;

/// <summary>Turns a parsed query into a plan.</summary>
internal sealed class QueryCompiler(SalesforceModel model)
{
    private readonly HoleCollector _holes = new();
    private readonly ProjectionBuilder _columns = new();

    public QueryPlan Compile(NormalizedQuery normalized, QueryModel parsed, Type resultType)
    {
        if (parsed.ResultOperators.Any(result => result is GroupResultOperator))
            throw Refusal.GroupRows();
        SelectedQuery query = SelectedQuery.Of(parsed);
        if (query.From.FromExpression is SourceExpression source)
            return new MarkerReader(normalized.Markers).Apply(new TextQueryCompiler(model).Compile(source, query, resultType));
        RowScope scope = new(model);
        RelationshipJoins joins = new(scope);
        joins.Bind(query);
        EntityModel entity = joins.Root;
        Translator translator = new(scope, _holes, entity);
        TerminalReader terminal = new(query.Operators);

        SoqlQuery soql = new()
        {
            From = entity.ApiName,
            Where = Where(query, joins, translator, terminal),
            OrderBy = [.. translator.Orderings.Translate(query.Clauses.OfType<OrderByClause>(), terminal.IsReversed)],
        };
        if (terminal.NeedsOrder && soql.OrderBy.IsEmpty)
            throw Refusal.LastWithoutOrder();
        (soql, RowReader rows, RowShaper? shaper) = query.Group is null
            ? Rows(query, soql, entity, translator, terminal, normalized.Markers)
            : Groups(query, soql, translator);
        return new MarkerReader(normalized.Markers).Apply(new QueryPlan
        {
            Soql = soql,
            Holes = _holes.Holes,
            Rows = rows,
            Shaper = shaper,
            Entity = entity,
            ResultType = resultType,
            Terminal = terminal.Terminal,
            TerminalLimit = terminal.Limit,
            Paging = terminal.Paging,
            DefaultSlot = normalized.DefaultSlot,
            IsEmptyAllowed = terminal.IsSum || !resultType.IsValueType || Nullable.GetUnderlyingType(resultType) is not null,
        });
    }

    private static SoqlCondition? Where(SelectedQuery query, RelationshipJoins joins, Translator translator, TerminalReader terminal)
    {
        List<SoqlCondition> conditions = [];
        foreach (IBodyClause clause in query.Clauses)
        {
            if (clause is WhereClause where)
                conditions.Add(translator.Conditions.Translate(where.Predicate));
            conditions.AddRange(joins.ConditionsOf(clause, translator));
        }

        if (terminal.AllPredicate is { } all)
            conditions.Add(translator.Conditions.Translate(Expression.Not(all)));
        if (terminal.ContainsItem is { } item)
            conditions.Add(translator.Conditions.Translate(Expression.Equal(query.Selector, item)));
        return conditions.Count == 0 ? null : SoqlJunction.All([.. conditions]);
    }

    private (SoqlQuery, RowReader, RowShaper?) Rows(
        SelectedQuery query, SoqlQuery soql, EntityModel entity, Translator translator, TerminalReader terminal, IReadOnlyList<MarkerCall> markers)
    {
        switch (terminal.Terminal)
        {
            case QueryTerminal.Count when !terminal.IsDistinct:
                return (soql with { OrderBy = [] }, new SlotReader(new SlotNode(), 0), null);
            case QueryTerminal.Any or QueryTerminal.None:
                _columns.Text("Id");
                return (soql with { Select = _columns.Select, OrderBy = [] }, _columns.Reader, null);
            case QueryTerminal.Aggregate:
                SoqlTerm field = translator.Terms.TryTranslate(query.Selector)?.Term ?? throw Refusal.OrderKey(query.Selector);
                Expression value = _columns.Value("total", new SoqlFunction(terminal.AggregateFunction!, [field]), null, "expr0", typeof(object));
                RowShaper total = new(Expression.Lambda<Func<object?[], object?[], object?>>(value, _columns.Row, _columns.Values));
                return (soql with { Select = _columns.Select, OrderBy = [] }, _columns.Reader, total);
        }

        if (translator.Scope.Resolve(query.Selector) is ResolvedEntity { Relationship: null } && !terminal.IsDistinct)
        {
            EntityShape shape = new(entity);
            new IncludeReader(shape, translator, _holes).Apply(markers);
            return (soql with { Select = [.. shape.Select("")] }, shape.Reader(), null);
        }

        if (markers.Any(marker => marker.Marker == QueryMarker.WithFields))
            throw Refusal.WithFieldsOfProjection();
        RowShaper shaper = new(new ProjectionTranslator(translator.Scope, translator.Terms, _holes, _columns).Translate(query.Selector));
        if (_columns.IsEmpty)
            _columns.Text("Id");
        SoqlQuery selected = soql with { Select = _columns.Select };
        return (terminal.IsDistinct ? Distinct(selected) : selected, _columns.Reader, shaper);
    }

    private static SoqlQuery Distinct(SoqlQuery query) => query.Select.All(item => item is SoqlSelectTerm)
        ? query with { GroupBy = new SoqlGrouping([.. query.Select.Cast<SoqlSelectTerm>().Select(item => item.Term)], SoqlGroupingKind.Plain) }
        : throw Refusal.Operator("Distinct", "Use it over fields only.");

    private (SoqlQuery, RowReader, RowShaper?) Groups(SelectedQuery query, SoqlQuery soql, Translator translator)
    {
        GroupProjection groups = new(translator, query.Group!, query.GroupSource!, _columns);
        RowShaper shaper = new(groups.Translate(query.Selector));
        ConditionTranslator having = new(translator.Scope, _holes, groups.TryTranslate, (subquery, _) => throw Refusal.Condition(subquery));
        List<SoqlCondition> conditions = [.. query.GroupClauses.OfType<WhereClause>().Select(where => having.Translate(where.Predicate))];
        SoqlQuery grouped = soql with
        {
            Select = _columns.Select,
            GroupBy = new SoqlGrouping([.. groups.Keys], groups.Kind),
            Having = conditions.Count == 0 ? null : SoqlJunction.All([.. conditions]),
            OrderBy = [.. new OrderingTranslator(groups.TryTranslate).Translate(query.GroupClauses.OfType<OrderByClause>())],
        };
        return (grouped, _columns.Reader, shaper);
    }
}
