using System.Linq.Expressions;
using Remotion.Linq.Clauses;
using Remotion.Linq.Clauses.ResultOperators;
using SalesforceLinq.Querying.Refusals;

namespace SalesforceLinq.Querying.Projecting;

/// <summary>Puts the operators that follow a child query onto the list it yields: they are part of what is computed for each row.</summary>
internal static class MemoryOperators
{
    /// <param name="list">The list.</param>
    /// <param name="element">The type of its elements.</param>
    /// <param name="operators">The operators, in order.</param>
    /// <param name="argument">Makes a value of the row of an operator's argument.</param>
    /// <param name="subquery">The whole, for messages.</param>
    public static Expression Apply(Expression list, Type element, IEnumerable<ResultOperatorBase> operators, Func<Expression, Expression> argument, Expression subquery)
    {
        Expression result = list;
        foreach (ResultOperatorBase step in operators)
        {
            result = step switch
            {
                TakeResultOperator take => Call(nameof(Enumerable.Take), element, result, argument(take.Count)),
                SkipResultOperator skip => Call(nameof(Enumerable.Skip), element, result, argument(skip.Count)),
                FirstResultOperator first => Call(first.ReturnDefaultWhenEmpty ? nameof(Enumerable.FirstOrDefault) : nameof(Enumerable.First), element, result),
                SingleResultOperator single => Call(single.ReturnDefaultWhenEmpty ? nameof(Enumerable.SingleOrDefault) : nameof(Enumerable.Single), element, result),
                LastResultOperator last => Call(last.ReturnDefaultWhenEmpty ? nameof(Enumerable.LastOrDefault) : nameof(Enumerable.Last), element, result),
                CountResultOperator => Call(nameof(Enumerable.Count), element, result),
                LongCountResultOperator => Call(nameof(Enumerable.LongCount), element, result),
                AnyResultOperator => Call(nameof(Enumerable.Any), element, result),
                ContainsResultOperator contains => Call(nameof(Enumerable.Contains), element, result, argument(contains.Item)),
                DistinctResultOperator => Call(nameof(Enumerable.Distinct), element, result),
                ReverseResultOperator => Call(nameof(Enumerable.Reverse), element, result),
                MaxResultOperator => Call(nameof(Enumerable.Max), element, result),
                MinResultOperator => Call(nameof(Enumerable.Min), element, result),
                SumResultOperator => Expression.Call(typeof(Enumerable), nameof(Enumerable.Sum), null, result),
                AverageResultOperator => Expression.Call(typeof(Enumerable), nameof(Enumerable.Average), null, result),
                _ => throw Refusal.Operator(step, "Select the list of children, and go on with it in memory."),
            };
        }

        return result.Type == subquery.Type ? result : Expression.Convert(result, subquery.Type);
    }

    /// <summary>The list as the collection a property has it.</summary>
    public static Expression AsCollection(Expression list, Type element, Type type)
    {
        if (type.IsAssignableFrom(list.Type))
            return Expression.Convert(list, type);
        if (type.IsArray)
            return Expression.Call(typeof(Enumerable), nameof(Enumerable.ToArray), [element], list);
        return typeof(HashSet<>).MakeGenericType(element) is var set && type.IsAssignableFrom(set)
            ? Expression.Convert(Expression.Call(typeof(Enumerable), nameof(Enumerable.ToHashSet), [element], list), type)
            : Expression.Convert(list, type);
    }

    private static MethodCallExpression Call(string name, Type element, params Expression[] arguments) => Expression.Call(typeof(Enumerable), name, [element], arguments);
}
