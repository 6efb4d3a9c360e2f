using System.Linq.Expressions;
using Remotion.Linq;
using Remotion.Linq.Clauses;
using Remotion.Linq.Clauses.Expressions;
using Remotion.Linq.Clauses.ResultOperators;
using SalesforceLinq.Querying.Materialization;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Querying.Translation;
using SalesforceLinq.Querying.Translation.Operands;
using SalesforceLinq.Querying.Vocabulary;
using SalesforceLinq.Soql.Printing;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Projecting;

/// <summary>Splits a projection: what SOQL fetches becomes columns, and the rest is computed for each row.</summary>
internal sealed class ProjectionTranslator(RowScope scope, TermTranslator terms, HoleCollector holes, ProjectionBuilder columns) : ExpressionVisitor
{
    private const int MaxChildQueries = 20;

    private int _childQueries;

    /// <summary>The computation, over the columns it asked for.</summary>
    public Expression<Func<object?[], object?[], object?>> Translate(Expression selector) =>
        Expression.Lambda<Func<object?[], object?[], object?>>(Expression.Convert(Visit(selector), typeof(object)), columns.Row, columns.Values);

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(node))]
    public override Expression? Visit(Expression? node) => node switch
    {
        null => null,
        SlotExpression slot => Expression.Convert(Expression.ArrayIndex(columns.Values, Expression.Constant(slot.Index)), slot.Type),
        QuerySourceReferenceExpression reference when scope.SubstituteOf(reference.ReferencedQuerySource) is { } substitute => Visit(substitute),
        BinaryExpression { NodeType: ExpressionType.Equal or ExpressionType.NotEqual } test when IsNullTest(test) is { } record =>
            Expression.MakeBinary(test.NodeType, columns.Text(record.ForeignKeyPath), Expression.Constant(null, typeof(string))),
        TypeBinaryExpression test when scope.Resolve(test.Expression) is ResolvedEntity record && scope.ObjectNameOf(record, test.TypeOperand) is { } name =>
            Expression.Equal(columns.TypeName(RelationshipOf(record, test), name), Expression.Constant(name)),
        SubQueryExpression subquery => Children(subquery),
        MethodCallExpression call when QueryWords.WordOf(call.Method) is { Kind: SoqlWord.SelectFunction or SoqlWord.DateFunction } => Function(call),
        _ => Column(node) ?? base.Visit(node)!,
    };

    private Expression? Column(Expression node)
    {
        // Only members and range variables are columns; a conversion around one stays in the computation.
        if (node is not (MemberExpression or QuerySourceReferenceExpression or UnmappedFieldExpression))
            return null;
        switch (scope.Resolve(node))
        {
            case ResolvedField { IsOfCast: true } field when node is MemberExpression { Expression: { } instance }:
                return columns.FieldOfType(RelationshipOf((ResolvedEntity)scope.Resolve(instance)!, node), field.Field, node.Type);
            case ResolvedField field:
                return columns.Field(field.Path, field.Field, node.Type);
            case ResolvedEntity entity:
                EntityShape shape = new(entity.Entity);
                return columns.Entity(entity.Path, shape.Reader(), shape.Select(entity.Path), node.Type);
            case ResolvedChildren children:
                EntityShape child = new(children.Children.Target);
                return List(children, new SoqlQuery { From = children.Children.RelationshipName, Select = [.. child.Select("")] }, child.Reader(), children.Children.ElementType, row => row, node.Type);
            default:
                return null;
        }
    }

    private static string RelationshipOf(ResolvedEntity record, Expression node) =>
        record is { Relationship: { } relationship, OwnerPath.Length: 0 } ? relationship.RelationshipName : throw Refusal.NestedTypeof(node);

    private ResolvedEntity? IsNullTest(BinaryExpression test)
    {
        Expression? other = test.Right is ConstantExpression { Value: null } ? test.Left : test.Left is ConstantExpression { Value: null } ? test.Right : null;
        return other is not null && scope.Resolve(other) is ResolvedEntity { Relationship: not null } record ? record : null;
    }

    private Expression Function(MethodCallExpression call)
    {
        SoqlTerm term = terms.TryTranslate(call)?.Term ?? throw Refusal.Method(call);
        // toLabel(StageName) comes back under the field's own name; other functions have none of their own.
        string column = term is SoqlFunction { Name: "toLabel", Arguments: [SoqlField field] } ? field.Path : "expr0";
        return columns.Value(SoqlPrinter.Print(term), term, null, column, call.Type);
    }

    private Expression Children(SubQueryExpression subquery)
    {
        QueryModel query = subquery.QueryModel;
        long limitSlot = -1;
        ResultOperatorBase? terminal = null;
        (MainFromClause from, List<IBodyClause> clauses, Expression selector, List<ResultOperatorBase> operators) = Flatten(query);
        foreach (ResultOperatorBase result in operators)
        {
            switch (result)
            {
                case TakeResultOperator { Count: SlotExpression count }:
                    limitSlot = count.Index;
                    break;
                case CountResultOperator or LongCountResultOperator or AnyResultOperator:
                    terminal = result;
                    break;
                default:
                    throw Refusal.Operator(result.ToString()!, "In a list of children, Where, OrderBy, Take, Select, Count and Any are possible.");
            }
        }

        if (scope.Resolve(from.FromExpression) is not ResolvedChildren children || children.Owner.Path.Length > 0)
            throw Refusal.Condition(subquery);
        return ChildQuery(children, from, clauses, selector, limitSlot, terminal, subquery.Type);
    }

    private static (MainFromClause From, List<IBodyClause> Clauses, Expression Selector, List<ResultOperatorBase> Operators) Flatten(QueryModel query)
    {
        if (query.MainFromClause.FromExpression is not SubQueryExpression inner || query.BodyClauses.Count > 0)
            return (query.MainFromClause, [.. query.BodyClauses], query.SelectClause.Selector, [.. query.ResultOperators]);
        // Take(5).Select(…) arrives as a query over a query that only selects.
        (MainFromClause from, List<IBodyClause> clauses, _, List<ResultOperatorBase> operators) = Flatten(inner.QueryModel);
        Expression selector = Remotion.Linq.Clauses.ExpressionVisitors.ReferenceReplacingExpressionVisitor.ReplaceClauseReferences(
            query.SelectClause.Selector, Mapping(query.MainFromClause, inner.QueryModel.SelectClause.Selector), throwOnUnmappedReferences: false);
        return (from, clauses, selector, [.. operators, .. query.ResultOperators]);
    }

    private static QuerySourceMapping Mapping(IQuerySource source, Expression expression)
    {
        QuerySourceMapping mapping = new();
        mapping.AddMapping(source, expression);
        return mapping;
    }

    private Expression ChildQuery(
        ResolvedChildren children, MainFromClause from, List<IBodyClause> clauses, Expression selector, long limitSlot, ResultOperatorBase? terminal, Type type)
    {
        RowScope inner = new(scope.Model, scope);
        inner.Bind(from, new ResolvedEntity(children.Children.Target, ""));
        Translator translator = new(inner, holes, children.Children.Target);
        List<SoqlCondition> conditions = [.. clauses.OfType<WhereClause>().Select(where => translator.Conditions.Translate(where.Predicate))];
        SoqlQuery query = new()
        {
            From = children.Children.RelationshipName,
            Where = conditions.Count == 0 ? null : SoqlJunction.All([.. conditions]),
            OrderBy = [.. translator.Orderings.Translate(clauses.OfType<OrderByClause>())],
            // The number is a value of the query: the binder puts it in.
            Limit = limitSlot < 0 ? null : ~limitSlot,
        };
        if (terminal is not null)
            return Count(children, query, terminal, type);
        if (selector is QuerySourceReferenceExpression)
        {
            EntityShape shape = new(children.Children.Target);
            return List(children, query with { Select = [.. shape.Select("")] }, shape.Reader(), selector.Type, row => row, type);
        }

        ProjectionBuilder innerColumns = new();
        var shaper = new RowShaper(new ProjectionTranslator(inner, translator.Terms, holes, innerColumns).Translate(selector));
        if (innerColumns.IsEmpty)
            innerColumns.Text("Id");
        return List(children, query with { Select = innerColumns.Select }, innerColumns.Reader, selector.Type, row => shaper.Shape((object?[])row!, []), type);
    }

    private Expression Count(ResolvedChildren children, SoqlQuery query, ResultOperatorBase terminal, Type type)
    {
        CheckChildQueries();
        SoqlQuery counted = query with { Select = [new SoqlSelectTerm(new SoqlField("Id"))], OrderBy = [] };
        SlotReader reader = new(new SlotNode(), 0);
        Expression count = columns.Children(children.Children.RelationshipName, counted, slot => new ChildCountColumn(slot, reader), typeof(int));
        return terminal is AnyResultOperator ? Expression.GreaterThan(count, Expression.Constant(0)) : Expression.Convert(count, type);
    }

    private BinaryExpression List(ResolvedChildren children, SoqlQuery query, RowReader reader, Type elementType, Func<object?, object?> shape, Type type)
    {
        CheckChildQueries();
        Expression list = columns.Children(children.Children.RelationshipName, query, slot => new ChildListColumn(slot, reader, elementType, shape), type);
        // Where there are no children the org sends null, and LINQ means an empty list.
        return Expression.Coalesce(list, Expression.Convert(Expression.New(typeof(List<>).MakeGenericType(elementType)), type));
    }

    private void CheckChildQueries()
    {
        if (++_childQueries > MaxChildQueries)
            throw Refusal.ManyChildQueries();
    }
}
