using System.Collections.Immutable;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Soql.Printing;

/// <summary>A query that was printed once, with places for its values. It fits queries whose text no value changes but by standing in it.</summary>
/// <param name="Text">The text between the holes.</param>
/// <param name="Holes">Where values belong in the text, in order, and which.</param>
internal sealed record SoqlTemplate(string Text, ImmutableArray<(int Position, int Hole)> Holes)
{
    /// <summary>The template of a query; null where a value may change its text, as a list does, or a null.</summary>
    public static SoqlTemplate? Of(SoqlQuery query)
    {
        if (query.Usage != SoqlUsage.None || query.Select.Any(item => item is SoqlSelectChildren) || !IsFixed(query.Where) || !IsFixed(query.Having))
            return null;
        List<(int Position, int Hole)> holes = [];
        string text = SoqlPrinter.Print(query, holes);
        return new SoqlTemplate(text, [.. holes]);
    }

    private static bool IsFixed(SoqlCondition? condition) => condition switch
    {
        null => true,
        SoqlJunction junction => junction.Conditions.All(IsFixed),
        SoqlNot not => IsFixed(not.Condition),
        // An order with null has no text: it folds away.
        SoqlComparison { Value: SoqlLiteral { Value: null }, Operator: not (SoqlOperator.Equal or SoqlOperator.NotEqual) } => false,
        SoqlComparison or SoqlLike => true,
        SoqlIn list => list.Values.All(value => value is SoqlLiteral),
        SoqlIncludes set => set.Values.All(value => value is SoqlLiteral),
        SoqlInQuery join => IsFixed(join.Query.Where),
        _ => false,
    };
}
