using System.Linq.Expressions;

namespace SalesforceLinq.Querying.Translation;

/// <summary>The conditions that a predicate joins by <c>&amp;&amp;</c>.</summary>
internal static class Conjuncts
{
    public static IEnumerable<Expression> Of(Expression predicate) =>
        predicate is BinaryExpression { NodeType: ExpressionType.AndAlso } both ? [.. Of(both.Left), .. Of(both.Right)] : [predicate];
}
