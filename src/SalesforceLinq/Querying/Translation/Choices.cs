using System.Linq.Expressions;

namespace SalesforceLinq.Querying.Translation;

/// <summary>Reads values that depend on a condition: <c>x.A ?? b</c>, <c>test ? x.A : x.B</c>.</summary>
internal static class Choices
{
    /// <summary>The choice an expression is, below the casts around it; null for anything else.</summary>
    public static ConditionalExpression? Of(Expression expression) => expression switch
    {
        UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } conversion => Of(conversion.Operand),
        ConditionalExpression choice => choice,
        BinaryExpression { NodeType: ExpressionType.Coalesce, Conversion: null } coalesce => Expression.Condition(
            Expression.NotEqual(coalesce.Left, Expression.Constant(null, coalesce.Left.Type)),
            coalesce.Left.Type == coalesce.Type ? coalesce.Left : Expression.Convert(coalesce.Left, coalesce.Type),
            coalesce.Right),
        _ => null,
    };

    /// <summary>The same question to each of the two outcomes.</summary>
    /// <param name="choice">The choice.</param>
    /// <param name="comparison">How the whole is compared.</param>
    /// <param name="side">The side it stands on, with the casts around it.</param>
    /// <param name="other">The other side.</param>
    /// <param name="isFlipped">Whether the choice stood on the right.</param>
    public static ConditionalExpression Compared(ConditionalExpression choice, ExpressionType comparison, Expression side, Expression other, bool isFlipped)
    {
        Expression Compare(Expression outcome)
        {
            Expression cast = Cast(side, outcome);
            return isFlipped ? Expression.MakeBinary(comparison, other, cast) : Expression.MakeBinary(comparison, cast, other);
        }

        return Expression.Condition(choice.Test, Compare(choice.IfTrue), Compare(choice.IfFalse));
    }

    private static Expression Cast(Expression side, Expression outcome) =>
        side is UnaryExpression conversion ? Expression.MakeUnary(conversion.NodeType, Cast(conversion.Operand, outcome), conversion.Type) : outcome;
}
