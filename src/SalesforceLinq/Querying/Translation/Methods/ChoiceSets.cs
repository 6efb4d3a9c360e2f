using System.Linq.Expressions;
using SalesforceLinq.Querying.Plans;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Querying.Translation.Operands;
using SalesforceLinq.Querying.Vocabulary;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Translation.Methods;

/// <summary>Turns questions to a multi-select picklist that is mapped to flags into INCLUDES and EXCLUDES.</summary>
internal sealed class ChoiceSets(Func<Expression, Operand?> operandOf, HoleCollector holes)
{
    /// <summary><c>x.Interests.HasFlag(flags)</c>.</summary>
    public SoqlCondition? TryTranslate(MethodCallExpression call, bool negate) =>
        call is { Method.Name: nameof(Enum.HasFlag), Object: { } set, Arguments: [var argument] }
            && Casts.Stripped(argument) is SlotExpression flags && operandOf(set) is { Field: { } field } operand
            ? new SoqlIncludes(operand.Term, [holes.Add(new QueryHole(flags.Index, field))], negate)
            : null;

    /// <summary><c>(x.Interests &amp; mask) == wanted</c>.</summary>
    /// <exception cref="QueryNotSupportedException">The set is compared by order, or with another field.</exception>
    public SoqlCondition? TryCompare(BinaryExpression comparison, Expression left, SoqlOperator operation, Expression right, bool negate)
    {
        if (Casts.Stripped(left) is not BinaryExpression { NodeType: ExpressionType.And } cut)
            return null;
        (Expression set, Expression mask) = operandOf(cut.Left) is null ? (cut.Right, cut.Left) : (cut.Left, cut.Right);
        if (operandOf(set) is not { Field: { } field } operand || !IsFlags(field))
            return null;
        return operation is SoqlOperator.Equal or SoqlOperator.NotEqual && Value(mask, field) is { } looked && Value(right, field) is { } wanted
            ? new SoqlFlags(operand.Term, looked, wanted, negate == (operation == SoqlOperator.Equal))
            : throw Refusal.ChoiceSet(comparison);
    }

    private SoqlHole? Value(Expression value, FieldModel field) =>
        Casts.Stripped(value) is SlotExpression slot ? holes.Add(new QueryHole(slot.Index, field)) : null;

    private static bool IsFlags(FieldModel field) =>
        (Nullable.GetUnderlyingType(field.ClrType) ?? field.ClrType) is { IsEnum: true } type && type.IsDefined(typeof(FlagsAttribute), inherit: false);
}
