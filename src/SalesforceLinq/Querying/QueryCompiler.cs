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
        MarkerReader markers = new(normalized.Markers);
        WrittenQueryCompiler text = new(model);
        if (query.From.FromExpression is SourceExpression whole && !text.IsComposed(query, normalized.Markers))
            return markers.Apply(text.Compile(whole, resultType));

        RowScope scope = new(model);
        RelationshipJoins joins = new(scope);
        joins.Bind(query);
        WrittenStart? start = query.From.FromExpression is SourceExpression source ? Start(source, joins.Root) : null;
        EntityModel entity = joins.Root;
        Translator translator = new(scope, _holes, entity);
        TerminalReader terminal = new(query.Operators);

        SoqlQuery soql = new()
        {
            From = entity.ApiName,
            Where = Where(query, joins, translator, terminal),
            OrderBy = [.. translator.Orderings.Translate(query.Clauses.OfType<OrderByClause>(), terminal.IsReversed)],
        };
        if (start is not null)
            soql = start.Under(soql, terminal);
        if (terminal.NeedsOrder && soql.OrderBy.IsEmpty)
            throw Refusal.LastWithoutOrder();
        Shaped shaped = query.Group is null
            ? Rows(query, soql, new EntityShape(entity, start?.Fields), translator, terminal, normalized.Markers)
            : new GroupCompiler(translator, _columns).Compile(query, soql, terminal);
        return markers.Apply(new QueryPlan
        {
            Soql = shaped.Soql,
            Holes = _holes.Holes,
            Rows = shaped.Rows,
            Shaper = shaped.Shaper,
            Entity = entity,
            ResultType = resultType,
            Terminal = terminal.Terminal,
            // An aggregate over everything is one row, and SOQL wants no LIMIT on it.
            TerminalLimit = shaped.IsOneRow ? null : terminal.Limit,
            Paging = shaped.IsOneRow ? [] : [.. start?.Paging ?? [], .. terminal.Paging],
            DefaultSlot = normalized.DefaultSlot,
            IsEmptyAllowed = terminal.IsSum || !resultType.IsValueType || Nullable.GetUnderlyingType(resultType) is not null,
        });
    }

    private WrittenStart Start(SourceExpression source, EntityModel root)
    {
        WrittenStart start = new WrittenQueryReader(model, _holes, Refusal.OnText).Read(source);
        return root == model.Entity(source.EntityType) ? start : throw Refusal.OnText("a join makes its records the parents of others");
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

        if (query.Group is null && terminal.AllPredicate is { } predicate)
            conditions.Add(translator.Conditions.Translate(Expression.Not(predicate)));
        if (query.Group is null && terminal.ContainsItem is { } item)
            conditions.Add(translator.Conditions.Translate(Expression.Equal(query.Selector, item)));
        return SoqlJunction.All([.. conditions]) is var all and not SoqlAlways { Outcome: true } ? all : null;
    }

    private Shaped Rows(
        SelectedQuery query, SoqlQuery soql, EntityShape root, Translator translator, TerminalReader terminal, IReadOnlyList<MarkerCall> markers)
    {
        Resolved? selected = translator.Scope.Resolve(query.Selector);
        // Records are distinct: each is there once.
        bool isRecord = selected is ResolvedEntity { Relationship: null };
        switch (terminal.Terminal)
        {
            case QueryTerminal.Count when !terminal.IsDistinct || isRecord:
                return new Shaped(soql with { OrderBy = [] }, new SlotReader(new SlotNode(), 0), null);
            case QueryTerminal.Any or QueryTerminal.None:
                _columns.Text("Id");
                return new Shaped(soql with { Select = _columns.Select, OrderBy = [] }, _columns.Reader, null);
            case QueryTerminal.Aggregate:
                SoqlTerm field = translator.Terms.TryTranslate(query.Selector)?.Term ?? throw Refusal.AggregateOf(query.Selector);
                Expression value = _columns.Unnamed(new SoqlFunction(terminal.AggregateFunction!, [field]), typeof(object));
                RowShaper total = new(Expression.Lambda<Func<object?[], object?[], object?>>(value, _columns.Row, _columns.Values));
                return new Shaped(soql with { Select = _columns.Select, OrderBy = [] }, _columns.Reader, total);
        }

        if (isRecord)
        {
            new IncludeReader(root, translator, _holes).Apply(markers);
            return new Shaped(soql with { Select = [.. root.Select("")] }, root.Reader(), null);
        }

        if (markers.Any(marker => marker.Marker == QueryMarker.WithFields))
            throw Refusal.WithFieldsOfProjection();
        if (terminal.IsDistinct && !IsOfFields(query.Selector, translator))
            throw Refusal.DistinctOf(query.Selector);
        _columns.IsGrouped = terminal.IsDistinct;
        RowShaper shaper = new(selected is ResolvedEntity { Entity.IsPolymorphic: false } parent
            ? Parent(parent, query.Selector, translator, markers)
            : new ProjectionTranslator(translator.Scope, translator.Terms, _holes, _columns).Translate(query.Selector));
        if (_columns.IsEmpty)
            _columns.Text("Id");
        SoqlQuery rows = soql with { Select = _columns.Select };
        return new Shaped(terminal.IsDistinct ? Distinct(rows) : rows, _columns.Reader, shaper);
    }

    private Expression<Func<object?[], object?[], object?>> Parent(ResolvedEntity parent, Expression selector, Translator translator, IReadOnlyList<MarkerCall> markers)
    {
        EntityShape shape = new(parent.Entity) { IsParent = true };
        new IncludeReader(shape, translator, _holes).Apply(markers);
        Expression entity = _columns.Entity(parent.Path, shape.Reader(), shape.Select(parent.Path), selector.Type);
        return Expression.Lambda<Func<object?[], object?[], object?>>(entity, _columns.Row, _columns.Values);
    }

    private static SoqlQuery Distinct(SoqlQuery query) => query with
    {
        GroupBy = new SoqlGrouping([.. query.Select.Cast<SoqlSelectTerm>().Select(item => item.Term)], SoqlGroupingKind.Plain),
    };

    // Two rows of different fields may compute to the same: only what SOQL itself selects can it tell apart.
    private static bool IsOfFields(Expression selector, Translator translator) => selector switch
    {
        SlotExpression => true,
        UnaryExpression { NodeType: ExpressionType.Convert } conversion => IsOfFields(conversion.Operand, translator),
        NewExpression creation => creation.Arguments.All(argument => IsOfFields(argument, translator)),
        NewArrayExpression array => array.Expressions.All(item => IsOfFields(item, translator)),
        MemberInitExpression init => IsOfFields(init.NewExpression, translator) && init.Bindings.All(binding => binding is MemberAssignment assignment && IsOfFields(assignment.Expression, translator)),
        MemberExpression member => translator.Scope.Resolve(member) is ResolvedField { IsOfCast: false },
        _ => false,
    };
}
