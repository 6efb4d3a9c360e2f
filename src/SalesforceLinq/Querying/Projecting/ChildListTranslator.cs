using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using Remotion.Linq;
using Remotion.Linq.Clauses;
using Remotion.Linq.Clauses.Expressions;
using Remotion.Linq.Clauses.ExpressionVisitors;
using Remotion.Linq.Clauses.ResultOperators;
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

    private static readonly MethodInfo CountMethod = typeof(ChildListTranslator).GetMethod(nameof(Count), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>All children, as they are.</summary>
    public Expression Whole(ResolvedChildren children, Expression node)
    {
        CheckOwner(children, node);
        ChildQuery query = columns.Children(new SoqlQuery { From = children.Children.RelationshipName }, () => count.Add(node));
        return Entities(children, query, children.Children.ElementType, node.Type);
    }

    /// <summary>Some of them, or something made of them.</summary>
    public Expression Translate(SubQueryExpression subquery)
    {
        (MainFromClause from, List<IBodyClause> clauses, Expression selector, List<ResultOperatorBase> operators) = Flatten(subquery.QueryModel);
        if (scope.Resolve(from.FromExpression) is not ResolvedChildren children)
            throw Refusal.SubqueryInSelect(subquery);
        CheckOwner(children, from.FromExpression);

        RowScope inner = new(scope.Model, scope);
        inner.Bind(from, new ResolvedEntity(children.Children.Target, ""));
        Translator translator = new(inner, holes, children.Children.Target);
        SoqlQuery filter = Filtered(children, clauses, translator);
        if (operators is [CountResultOperator or LongCountResultOperator or AnyResultOperator or AllResultOperator])
            return Number(filter, operators[0], translator, subquery);

        int first = 0;
        if (operators is [TakeResultOperator { Count: SlotExpression take }, ..])
        {
            // The number is a value of the query: the binder puts it in.
            filter = filter with { Limit = ~(long)take.Index };
            first = 1;
        }
        else if (operators is [FirstResultOperator, ..])
        {
            filter = filter with { Limit = 1 };
        }

        ChildQuery query = columns.Children(filter, () => count.Add(from.FromExpression));
        Expression list = List(children, query, inner, translator, selector);
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
                throw Refusal.Operator(clause, "In a list of children, Where, OrderBy, Take and Select are possible.");
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
            throw Refusal.Operator(clause, "In a list of children it stands before Distinct, Skip and Take; after them, go on with the list in memory.");
        if (inner.QueryModel.ResultOperators.Any(result => result is GroupResultOperator))
            throw Refusal.Operator(nameof(Enumerable.GroupBy), "Select the list of children, and group it in memory.");
        // Take(5).Select(…) arrives as a query over a query that only selects.
        (MainFromClause from, List<IBodyClause> clauses, Expression selected, List<ResultOperatorBase> operators) = Flatten(inner.QueryModel);
        QuerySourceMapping mapping = new();
        mapping.AddMapping(query.MainFromClause, selected);
        Expression selector = ReferenceReplacingExpressionVisitor.ReplaceClauseReferences(query.SelectClause.Selector, mapping, throwOnUnmappedReferences: false);
        return (from, clauses, new MemberFolding().Visit(selector), [.. operators, .. query.ResultOperators]);
    }

    private Expression Number(SoqlQuery filter, ResultOperatorBase terminal, Translator translator, SubQueryExpression subquery)
    {
        if (terminal is AllResultOperator all)
        {
            SoqlCondition others = translator.Conditions.Translate(Expression.Not(all.Predicate));
            filter = filter with { Where = filter.Where is null ? others : SoqlJunction.All(filter.Where, others) };
        }

        ChildQuery query = columns.Children(filter with { OrderBy = [] }, () => count.Add(subquery));
        Expression number = Expression.Call(CountMethod, columns.ChildrenOf(query, typeof(object)));
        return terminal switch
        {
            AnyResultOperator => Expression.GreaterThan(number, Expression.Constant(0)),
            AllResultOperator => Expression.Equal(number, Expression.Constant(0)),
            _ => number.Type == subquery.Type ? number : Expression.Convert(number, subquery.Type),
        };
    }

    private Expression List(ResolvedChildren children, ChildQuery query, RowScope inner, Translator translator, Expression selector)
    {
        Type listType = typeof(IEnumerable<>).MakeGenericType(selector.Type);
        if (inner.Resolve(selector) is ResolvedEntity { Relationship: null, Path.Length: 0 } && selector is QuerySourceReferenceExpression)
        {
            return Entities(children, query, selector.Type, listType);
        }

        ProjectionBuilder innerColumns = query.Columns();
        Expression shaped = new ProjectionTranslator(inner, translator.Terms, holes, innerColumns, row, query.Inside).Visit(selector);
        // The lambda sees the outer row: a list of children may use what its owner has.
        LambdaExpression shaper = Expression.Lambda(typeof(Func<,>).MakeGenericType(typeof(object?[]), selector.Type), shaped, innerColumns.Row);
        Expression rows = columns.ChildrenOf(query, typeof(List<object?[]>));
        return Expression.Convert(Expression.Call(ShapeMethod.MakeGenericMethod(selector.Type), rows, shaper), listType);
    }

    private Expression Entities(ResolvedChildren children, ChildQuery query, Type elementType, Type type)
    {
        query.ReadEntities(new EntityShape(children.Children.Target), elementType);
        Expression list = columns.ChildrenOf(query, typeof(List<>).MakeGenericType(elementType));
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

    // The org says how many there are where nothing else is asked of them; else they are all there.
    private static int Count(object? children) => children switch
    {
        int number => number,
        ICollection list => list.Count,
        _ => 0,
    };

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
