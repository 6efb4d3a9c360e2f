using System.Globalization;
using System.Linq.Expressions;
using System.Text.RegularExpressions;

namespace SalesforceLinq.Querying.Vocabulary;

/// <summary>A value that comes from outside the query: a literal, a captured variable, a call on one.</summary>
/// <param name="index">Which of the values the query runs with.</param>
/// <param name="origin">The expression it stands for.</param>
internal sealed partial class SlotExpression(int index, Expression origin) : QueryNode(origin.Type)
{
    public int Index { get; } = index;

    /// <summary>The expression as it was written, for messages.</summary>
    public override string ToString() => Shown(origin);

    private static string Shown(Expression expression) => expression switch
    {
        ConstantExpression { Value: string text } => $"\"{text}\"",
        ConstantExpression { Value: IFormattable value } => value.ToString(null, CultureInfo.InvariantCulture),
        MemberExpression { Expression: null or ConstantExpression } captured => captured.Member.Name,
        MemberExpression { Expression: { } owner } member => $"{Shown(owner)}.{member.Member.Name}",
        UnaryExpression { NodeType: ExpressionType.Convert } conversion => Shown(conversion.Operand),
        _ => Closure().Replace(expression.ToString(), ""),
    };

    // What the compiler calls the object that holds captured variables is nobody's concern.
    [GeneratedRegex(@"value\([^()]*\)\.")]
    private static partial Regex Closure();
}
