using System.Linq.Expressions;
using SalesforceLinq.Querying.Plans;
using SalesforceLinq.Querying.Translation.Operands;
using SalesforceLinq.Querying.Vocabulary;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Translation.Methods;

/// <summary>Turns questions to a multi-select picklist that is mapped to flags into INCLUDES and EXCLUDES.</summary>
internal sealed class ChoiceSets(Func<Expression, Operand?> operandOf, HoleCollector holes)
{
    public SoqlCondition? TryTranslate(MethodCallExpression call, bool negate)
    {
        if (call is not { Method.Name: nameof(Enum.HasFlag), Object: { } set, Arguments: [var argument] })
            return null;
        while (argument is UnaryExpression { NodeType: ExpressionType.Convert } conversion)
            argument = conversion.Operand;
        return argument is SlotExpression flags && operandOf(set) is { Field: { } field } operand
            ? new SoqlIncludes(operand.Term, [holes.Add(new QueryHole(flags.Index, field))], negate)
            : null;
    }
}
