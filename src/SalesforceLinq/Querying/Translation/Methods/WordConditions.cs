using System.Collections.Immutable;
using System.Linq.Expressions;
using SalesforceLinq.Querying.Plans;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Querying.Translation.Operands;
using SalesforceLinq.Querying.Vocabulary;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Translation.Methods;

/// <summary>Turns words of the vocabulary that are conditions, or values of them, into SOQL.</summary>
internal sealed class WordConditions(Func<Expression, Operand?> operandOf, HoleCollector holes)
{
    public SoqlCondition? TryTranslate(MethodCallExpression call, bool negate)
    {
        if (QueryWords.WordOf(call.Method) is not { } word)
            return null;
        Operand operand = operandOf(call.Arguments[0]) ?? throw Refusal.Method(call);
        switch (word.Kind)
        {
            case SoqlWord.Like when call.Arguments[1] is SlotExpression pattern:
                SoqlLike like = new(operand.Term, holes.Add(new QueryHole(pattern.Index, operand.Field) { Like = SoqlLikeKind.Pattern }));
                return negate ? new SoqlNot(like) : like;
            case SoqlWord.MultiSelect:
                return new SoqlIncludes(operand.Term, Values(call), (word.Name == "EXCLUDES") != negate);
            default:
                throw Refusal.Condition(call);
        }
    }

    /// <summary>The date literal an expression is, such as <c>SoqlFunctions.LastNDays(30)</c>; null for anything else.</summary>
    public SoqlDateLiteral? DateLiteral(Expression expression) => Casts.Stripped(expression) switch
    {
        MemberExpression member when QueryWords.WordOf(member.Member) is { Kind: SoqlWord.DateLiteral } word => new SoqlDateLiteral(word.Name, null),
        MethodCallExpression { Arguments: [SlotExpression count] } call when QueryWords.WordOf(call.Method) is { Kind: SoqlWord.DateLiteral } word =>
            new SoqlDateLiteral(word.Name, holes.Add(new QueryHole(count.Index, null))),
        _ => null,
    };

    private ImmutableArray<SoqlValue> Values(MethodCallExpression call) => call.Arguments[1] switch
    {
        SlotExpression list => [holes.Add(new QueryHole(list.Index, null))],
        NewArrayExpression array => [.. array.Expressions.Select(item => item is SlotExpression slot
            ? holes.Add(new QueryHole(slot.Index, null))
            : throw Refusal.Condition(item))],
        _ => throw Refusal.Condition(call),
    };
}
