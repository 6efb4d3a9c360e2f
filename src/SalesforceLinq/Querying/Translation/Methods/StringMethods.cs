using System.Linq.Expressions;
using SalesforceLinq.Querying.Plans;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Querying.Translation.Operands;
using SalesforceLinq.Querying.Vocabulary;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Translation.Methods;

/// <summary>Turns the methods of <see cref="string"/> that ask a question of a field into conditions.</summary>
internal sealed class StringMethods(Func<Expression, Operand?> operandOf, HoleCollector holes)
{
    // Nullable.Compare puts null first, which no condition of SOQL does.
    private static readonly Type[] Ordered = [typeof(string), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset)];

    public SoqlCondition? TryTranslate(MethodCallExpression call, bool negate)
    {
        if (call.Method.DeclaringType != typeof(string))
            return null;
        return call.Method.Name switch
        {
            nameof(string.StartsWith) => Like(call, SoqlLikeKind.StartsWith, negate),
            nameof(string.EndsWith) => Like(call, SoqlLikeKind.EndsWith, negate),
            nameof(string.Contains) => Like(call, SoqlLikeKind.Contains, negate),
            nameof(string.IsNullOrEmpty) or nameof(string.IsNullOrWhiteSpace) => IsNothing(call, negate),
            nameof(string.Equals) => AreEqual(call, negate),
            _ => null,
        };
    }

    /// <summary>What <c>string.Compare(a, b)</c> or <c>a.CompareTo(b)</c>, compared with zero, compares.</summary>
    public (Expression Left, Expression Right)? TryCompare(Expression left, Expression right)
    {
        if (left is not MethodCallExpression call || right is not ConstantExpression { Value: int number })
            return null;
        bool isCompareTo = call is { Method.Name: nameof(string.CompareTo), Object: not null, Arguments.Count: 1 };
        if (!isCompareTo && (!Ordered.Contains(call.Method.DeclaringType) || call.Method.Name != nameof(string.Compare)))
            return null;
        // Parts of texts, cultures and options have no counterpart.
        if (!isCompareTo && call.Arguments.Count > 3)
            throw Refusal.Method(call);
        if (number != 0)
            throw Refusal.ComparisonOutcome(call);
        if (isCompareTo)
            return (call.Object!, Casts.Stripped(call.Arguments[0]));
        return call.Arguments.Count == 2 || IsCaseless(call) ? (call.Arguments[0], call.Arguments[1]) : throw Refusal.StringComparisonArgument(call);
    }

    /// <summary>What the place of one text in another, compared with a number, asks: <c>a.Name.IndexOf("x") >= 0</c> is <c>a.Name.Contains("x")</c>.</summary>
    public SoqlCondition? TryIndexOf(Expression left, SoqlOperator operation, Expression right, bool negate)
    {
        if (left is not MethodCallExpression { Method: { Name: nameof(string.IndexOf), DeclaringType: { } type }, Object: not null } call || type != typeof(string)
            || right is not ConstantExpression { Value: int number } || call.Arguments.Count > 2 || (call.Arguments.Count == 2 && !IsCaseless(call)))
        {
            return null;
        }

        return (operation, number) switch
        {
            (SoqlOperator.GreaterOrEqual, 0) or (SoqlOperator.Greater, -1) or (SoqlOperator.NotEqual, -1) => Like(call, SoqlLikeKind.Contains, negate),
            (SoqlOperator.Less, 0) or (SoqlOperator.LessOrEqual, -1) or (SoqlOperator.Equal, -1) => Like(call, SoqlLikeKind.Contains, !negate),
            (SoqlOperator.Equal, 0) => Like(call, SoqlLikeKind.StartsWith, negate),
            (SoqlOperator.NotEqual, 0) => Like(call, SoqlLikeKind.StartsWith, !negate),
            (SoqlOperator.Greater, 0) or (SoqlOperator.GreaterOrEqual, 1) => Inside(call, negate),
            (SoqlOperator.LessOrEqual, 0) or (SoqlOperator.Less, 1) => Inside(call, !negate),
            _ => null,
        };
    }

    // Somewhere, and not at the beginning.
    private SoqlCondition? Inside(MethodCallExpression call, bool negate) =>
        Like(call, SoqlLikeKind.Contains, negate) is not { } anywhere || Like(call, SoqlLikeKind.StartsWith, !negate) is not { } first ? null
        : negate ? SoqlJunction.Any(anywhere, first)
        : SoqlJunction.All(anywhere, first);

    private SoqlCondition? Like(MethodCallExpression call, SoqlLikeKind kind, bool negate)
    {
        if (call.Object is SlotExpression known && call.Arguments[0] is SlotExpression sought)
            return Negated(new SoqlKnownLike(holes.Add(new QueryHole(known.Index, null)), holes.Add(new QueryHole(sought.Index, null) { Like = kind })), negate);
        if (operandOf(call.Object!) is not { } operand)
            return null;
        // LIKE never looks at case. An overload that asks for case is refused, not approximated: an approximation would hand back rows
        // that the same query over a list leaves out.
        if (call.Arguments.Count > 1 && !IsCaseless(call))
            throw Refusal.StringComparisonArgument(call);
        if (operand.Term is not SoqlField || operand.Field is { } field && (!IsText(field) || field.IsReference))
            throw Refusal.LikeOnOther(call);
        if (call.Arguments[0] is not SlotExpression text)
            throw Refusal.FieldToField(call);
        return Negated(new SoqlLike(operand.Term, holes.Add(new QueryHole(text.Index, operand.Field) { Like = kind })), negate);
    }

    private static SoqlCondition Negated(SoqlCondition condition, bool negate) => negate ? new SoqlNot(condition) : condition;

    private SoqlComparison? IsNothing(MethodCallExpression call, bool negate) => operandOf(call.Arguments[0]) is { } operand
        ? new SoqlComparison(operand.Term, negate ? SoqlOperator.NotEqual : SoqlOperator.Equal, SoqlLiteral.Null)
        : null;

    private SoqlComparison? AreEqual(MethodCallExpression call, bool negate)
    {
        Expression[] sides = call.Object is null ? [call.Arguments[0], call.Arguments[1]] : [call.Object, call.Arguments[0]];
        if (call.Arguments.Count > (call.Object is null ? 2 : 1) && !IsCaseless(call))
            throw Refusal.StringComparisonArgument(call);
        Expression? value = Array.Find(sides, side => side is SlotExpression or ConstantExpression);
        Expression? text = Array.Find(sides, side => side is not (SlotExpression or ConstantExpression));
        if (text is null || operandOf(text) is not { } operand)
            return null;
        SoqlValue known = value switch
        {
            SlotExpression slot => holes.Add(new QueryHole(slot.Index, operand.Field)),
            ConstantExpression { Value: null } => SoqlLiteral.Null,
            _ => throw Refusal.FieldToField(call),
        };
        return new SoqlComparison(operand.Term, negate ? SoqlOperator.NotEqual : SoqlOperator.Equal, known);
    }

    // The comparison is a constant of the program: whether it minds case is part of the query's meaning, and so of its shape.
    private static bool IsCaseless(MethodCallExpression call) => call.Arguments[^1] switch
    {
        ConstantExpression { Value: StringComparison comparison } => comparison
            is StringComparison.OrdinalIgnoreCase or StringComparison.InvariantCultureIgnoreCase or StringComparison.CurrentCultureIgnoreCase,
        ConstantExpression { Value: bool ignoreCase } => ignoreCase,
        _ => false,
    };

    private static bool IsText(FieldModel field)
    {
        Type type = Nullable.GetUnderlyingType(field.ClrType) ?? field.ClrType;
        return type == typeof(string) || field.HasConverter;
    }
}
