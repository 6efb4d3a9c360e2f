using System.Linq.Expressions;
using System.Reflection;
using Remotion.Linq;
using Remotion.Linq.Clauses;
using Remotion.Linq.Clauses.Expressions;
using Remotion.Linq.Clauses.ExpressionVisitors;
using Remotion.Linq.Clauses.ResultOperators;
using SalesforceLinq.Querying.Materialization;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Querying.Translation;
using SalesforceLinq.Querying.Translation.Operands;
using SalesforceLinq.Querying.Vocabulary;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Projecting;

/// <summary>Turns the children a projection asks for into child queries: what SOQL cuts out of the list it cuts out, the rest is computed for each row.</summary>
internal sealed class ChildListTranslator(RowScope scope, HoleCollector holes, ProjectionBuilder columns, ProjectionTranslator row, ChildQueryCount count)
{
    private static readonly MethodInfo ShapeMethod = typeof(ChildListTranslator).GetMethod(nameof(Shape), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>All children, as they are.</summary>
    public Expression Whole(ResolvedChildren children, Expression node)
    {
        CheckOwner(children, node);
        count.Add(node);
        EntityShape shape = new(children.Children.Target);
        SoqlQuery query = new() { From = children.Children.RelationshipName, Select = [.. shape.Select("")] };
        return Entities(children, query, shape, children.Children.ElementType, node.Type);
    }

    /// <summary>Some of them, or something made of them.</summary>
    public Expression Translate(SubQueryExpression subquery)
    {
        (MainFromClause from, List<IBodyClause> clauses, Expression selector, List<ResultOperatorBase> operators) = Flatten(subquery.QueryModel);
        if (scope.Resolve(from.FromExpression) is not ResolvedChildren children)
            throw Refusal.SubqueryInSelect(subquery);
        CheckOwner(children, from.FromExpression);
        ChildQueryCount inside = count.Add(from.FromExpression);

        RowScope inner = new(scope.Model, scope);
        inner.Bind(from, new ResolvedEntity(children.Children.Target, ""));
        Translator translator = new(inner, holes, children.Children.Target);
        SoqlQuery query = Filtered(children, clauses, translator);
        if (operators is [CountResultOperator or LongCountResultOperator or AnyResultOperator or AllResultOperator])
            return Number(children, query, operators[0], translator, subquery.Type);

        int first = 0;
        if (operators is [TakeResultOperator { Count: SlotExpression take }, ..])
        {
            // The number is a value of the query: the binder puts it in.
            query = query with { Limit = ~(long)take.Index };
            first = 1;
        }
        else if (operators is [FirstResultOperator, ..])
        {
            query = query with { Limit = 1 };
        }

        Expression list = List(children, query, inner, translator, selector, inside);
        return MemoryOperators.Apply(list, selector.Type, operators.Skip(first), row.Visit, subquery);
    }

    private SoqlQuery Filtered(ResolvedChildren children, List<IBodyClause> clauses, Translator translator)
    {
        List<SoqlCondition> conditions = [];
        foreach (IBodyClause clause in clauses)
        {
            if (clause is WhereClause where)
                conditions.Add(translator.Conditions.Translate(where.Predicate));
            else if (clause is not OrderByClause)
                throw Refusal.Operator(clause.ToString()!, "In a list of children, Where, OrderBy, Take and Select are possible.");
        }

        return new SoqlQuery
        {
            From = children.Children.RelationshipName,
            Where = conditions.Count == 0 ? null : SoqlJunction.All([.. conditions]),
            OrderBy = [.. translator.Orderings.Translate(clauses.OfType<OrderByClause>())],
        };
    }

    private static (MainFromClause From, List<IBodyClause> Clauses, Expression Selector, List<ResultOperatorBase> Operators) Flatten(QueryModel query)
    {
        if (query.MainFromClause.FromExpression is not SubQueryExpression inner)
            return (query.MainFromClause, [.. query.BodyClauses], query.SelectClause.Selector, [.. query.ResultOperators]);
        if (query.BodyClauses.FirstOrDefault() is { } clause)
            throw Refusal.AfterPaging(clause is WhereClause ? "Where" : "OrderBy");
        // Take(5).Select(…) arrives as a query over a query that only selects.
        (MainFromClause from, List<IBodyClause> clauses, Expression selected, List<ResultOperatorBase> operators) = Flatten(inner.QueryModel);
        QuerySourceMapping mapping = new();
        mapping.AddMapping(query.MainFromClause, selected);
        Expression selector = ReferenceReplacingExpressionVisitor.ReplaceClauseReferences(query.SelectClause.Selector, mapping, throwOnUnmappedReferences: false);
        return (from, clauses, new MemberFolding().Visit(selector), [.. operators, .. query.ResultOperators]);
    }

    private Expression Number(ResolvedChildren children, SoqlQuery query, ResultOperatorBase terminal, Translator translator, Type type)
    {
        if (terminal is AllResultOperator all)
        {
            SoqlCondition others = translator.Conditions.Translate(Expression.Not(all.Predicate));
            query = query with { Where = query.Where is null ? others : SoqlJunction.All(query.Where, others) };
        }

        SoqlQuery counted = query with { Select = [new SoqlSelectTerm(new SoqlField("Id"))], OrderBy = [] };
        SlotReader reader = new(new SlotNode(), 0);
        Expression number = columns.Children(children.Children.RelationshipName, counted, slot => new ChildCountColumn(slot, reader), typeof(int));
        return terminal switch
        {
            AnyResultOperator => Expression.GreaterThan(number, Expression.Constant(0)),
            AllResultOperator => Expression.Equal(number, Expression.Constant(0)),
            _ => number.Type == type ? number : Expression.Convert(number, type),
        };
    }

    private Expression List(ResolvedChildren children, SoqlQuery query, RowScope inner, Translator translator, Expression selector, ChildQueryCount inside)
    {
        Type listType = typeof(IEnumerable<>).MakeGenericType(selector.Type);
        if (inner.Resolve(selector) is ResolvedEntity { Relationship: null, Path.Length: 0 } && selector is QuerySourceReferenceExpression)
        {
            EntityShape shape = new(children.Children.Target);
            return Entities(children, query with { Select = [.. shape.Select("")] }, shape, selector.Type, listType);
        }

        ProjectionBuilder innerColumns = new(columns.Values);
        Expression shaped = new ProjectionTranslator(inner, translator.Terms, holes, innerColumns, row, inside).Visit(selector);
        if (innerColumns.IsEmpty)
            innerColumns.Text("Id");
        // The lambda sees the outer row: a list of children may use what its owner has.
        LambdaExpression shaper = Expression.Lambda(typeof(Func<,>).MakeGenericType(typeof(object?[]), selector.Type), shaped, innerColumns.Row);
        Expression rows = columns.Children(
            children.Children.RelationshipName, query with { Select = innerColumns.Select },
            slot => new ChildListColumn(slot, innerColumns.Reader, typeof(object?[]), static read => read), typeof(List<object?[]>));
        return Expression.Convert(Expression.Call(ShapeMethod.MakeGenericMethod(selector.Type), rows, shaper), listType);
    }

    private Expression Entities(ResolvedChildren children, SoqlQuery query, EntityShape shape, Type elementType, Type type)
    {
        EntityReader reader = shape.Reader();
        Expression list = columns.Children(children.Children.RelationshipName, query, slot => new ChildListColumn(slot, reader, elementType, static read => read), typeof(List<>).MakeGenericType(elementType));
        // Where there are no children the org sends null, and LINQ means an empty list.
        Expression present = Expression.Coalesce(list, Expression.New(typeof(List<>).MakeGenericType(elementType)));
        return MemoryOperators.AsCollection(present, elementType, type);
    }

    // A parent's children are no child query of the row.
    private static void CheckOwner(ResolvedChildren children, Expression node)
    {
        if (children.Owner.Path.Length > 0)
            throw Refusal.ChildrenOfParent(node);
    }

    private static List<T> Shape<T>(List<object?[]>? rows, Func<object?[], T> shape)
    {
        if (rows is null)
            return [];
        List<T> shaped = new(rows.Count);
        foreach (object?[] row in rows)
            shaped.Add(shape(row));
        return shaped;
    }
}
