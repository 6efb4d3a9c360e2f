using System.Linq.Expressions;

namespace SalesforceLinq.Querying.Vocabulary;

/// <summary>The casts that the compiler puts around what was written, and that say nothing to SOQL.</summary>
internal static class Casts
{
    /// <summary>What stands below them.</summary>
    public static Expression Stripped(Expression expression)
    {
        while (expression is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } cast)
            expression = cast.Operand;
        return expression;
    }
}
