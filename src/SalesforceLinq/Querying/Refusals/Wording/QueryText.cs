using System.Linq.Expressions;
using Remotion.Linq;
using Remotion.Linq.Clauses;
using Remotion.Linq.Clauses.Expressions;
using Remotion.Linq.Clauses.ResultOperators;

namespace SalesforceLinq.Querying.Refusals.Wording;

/// <summary>Writes a query that the parser took apart as the chain of calls it comes from.</summary>
internal static class QueryText
{
    /// <summary>A query.</summary>
    public static string Of(QueryModel query)
    {
        string row = query.MainFromClause.ItemName;
        string text = CSharpText.Of(query.MainFromClause.FromExpression);
        List<IBodyClause> clauses = [.. query.BodyClauses];
        string? condition = null;
        // Count(x => …) arrives as Where(x => …).Count().
        if (clauses is [.., WhereClause last] && query.ResultOperators is [CountResultOperator or LongCountResultOperator or AnyResultOperator or FirstResultOperator or SingleResultOperator or LastResultOperator])
        {
            condition = $"{row} => {CSharpText.Of(last.Predicate)}";
            clauses.RemoveAt(clauses.Count - 1);
        }

        text += string.Concat(clauses.Select(clause => "." + Of(clause, row)));
        Expression selector = query.SelectClause.Selector;
        bool isRow = selector is QuerySourceReferenceExpression reference && reference.ReferencedQuerySource == query.MainFromClause;
        string? selected = isRow ? null : $"{row} => {CSharpText.Of(selector)}";
        // Sum(x => x.Amount) arrives as Select(x => x.Amount).Sum().
        if (selected is not null && query.ResultOperators is [SumResultOperator or MinResultOperator or MaxResultOperator or AverageResultOperator])
            (condition, selected) = (selected, null);
        if (selected is not null)
            text += $".Select({selected})";
        return text + string.Concat(query.ResultOperators.Select(result => $".{NameOf(result)}({condition ?? Argument(result, row)})"));
    }

    /// <summary>A clause, as the operator it comes from.</summary>
    public static string Of(IBodyClause clause) => clause switch
    {
        JoinClause join => $"join {join.ItemName} in {CSharpText.Of(join.InnerSequence)} on {CSharpText.Of(join.OuterKeySelector)} equals {CSharpText.Of(join.InnerKeySelector)}",
        GroupJoinClause group => Of((IBodyClause)group.JoinClause),
        AdditionalFromClause from => $"from {from.ItemName} in {CSharpText.Of(from.FromExpression)}",
        _ => NameOf(clause),
    };

    /// <summary>The name of the operator a clause comes from.</summary>
    public static string NameOf(IBodyClause clause) => clause switch
    {
        WhereClause => nameof(Queryable.Where),
        OrderByClause => nameof(Queryable.OrderBy),
        JoinClause => nameof(Queryable.Join),
        GroupJoinClause => nameof(Queryable.GroupJoin),
        AdditionalFromClause => nameof(Queryable.SelectMany),
        _ => clause.GetType().Name.Replace("Clause", "", StringComparison.Ordinal),
    };

    /// <summary>The name of the operator a result operator comes from.</summary>
    public static string NameOf(ResultOperatorBase result) => result.GetType().Name.Replace("ResultOperator", "", StringComparison.Ordinal) switch
    {
        var name when result is ChoiceResultOperatorBase { ReturnDefaultWhenEmpty: true } => name + "OrDefault",
        "Group" => nameof(Queryable.GroupBy),
        var name => name,
    };

    private static string Of(IBodyClause clause, string row) => clause switch
    {
        WhereClause where => $"Where({row} => {CSharpText.Of(where.Predicate)})",
        OrderByClause order => string.Join('.', order.Orderings.Select((ordering, i) =>
            $"{(i == 0 ? "OrderBy" : "ThenBy")}{(ordering.OrderingDirection == OrderingDirection.Desc ? "Descending" : "")}({row} => {CSharpText.Of(ordering.Expression)})")),
        _ => $"{NameOf(clause)}(…)",
    };

    private static string Argument(ResultOperatorBase result, string row) => result switch
    {
        TakeResultOperator take => CSharpText.Of(take.Count),
        SkipResultOperator skip => CSharpText.Of(skip.Count),
        ContainsResultOperator contains => CSharpText.Of(contains.Item),
        AllResultOperator all => $"{row} => {CSharpText.Of(all.Predicate)}",
        GroupResultOperator group => $"{row} => {CSharpText.Of(group.KeySelector)}",
        _ => "",
    };
}
