using System.Collections.Immutable;

namespace SalesforceLinq.Soql.Syntax;

/// <summary>Several conditions joined by AND, or several joined by OR: never both at one level.</summary>
/// <remarks>Made by <see cref="All"/> and <see cref="Any"/>, which fold what is always so and flatten what is joined the same way.</remarks>
internal sealed record SoqlJunction : SoqlCondition
{
    private SoqlJunction(bool isAnd, ImmutableArray<SoqlCondition> conditions)
    {
        IsAnd = isAnd;
        Conditions = conditions;
    }

    public bool IsAnd { get; }

    /// <summary>Two or more.</summary>
    public ImmutableArray<SoqlCondition> Conditions { get; }

    public static SoqlCondition All(params ReadOnlySpan<SoqlCondition> conditions) => Join(true, conditions);

    public static SoqlCondition Any(params ReadOnlySpan<SoqlCondition> conditions) => Join(false, conditions);

    /// <summary>Whether a condition, or one inside it, asks another query.</summary>
    public static bool HasSubquery(SoqlCondition? condition) => Subqueries(condition) > 0;

    /// <summary>How many other queries a condition asks.</summary>
    public static int Subqueries(SoqlCondition? condition) => condition switch
    {
        SoqlInQuery => 1,
        SoqlJunction junction => junction.Conditions.Sum(Subqueries),
        SoqlNot not => Subqueries(not.Condition),
        _ => 0,
    };

    private static SoqlCondition Join(bool isAnd, ReadOnlySpan<SoqlCondition> conditions)
    {
        var joined = ImmutableArray.CreateBuilder<SoqlCondition>(conditions.Length);
        foreach (SoqlCondition condition in conditions)
        {
            if (condition is SoqlAlways always)
            {
                if (always.Outcome != isAnd)
                    return always;
            }
            else if (condition is SoqlJunction junction && junction.IsAnd == isAnd)
            {
                joined.AddRange(junction.Conditions);
            }
            else
            {
                joined.Add(condition);
            }
        }

        return joined.Count switch
        {
            0 => SoqlAlways.Of(isAnd),
            1 => joined[0],
            _ => new SoqlJunction(isAnd, joined.DrainToImmutable()),
        };
    }
}
