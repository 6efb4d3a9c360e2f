using SalesforceLinq.Querying.Plans;
using SalesforceLinq.Querying.Translation.Operands;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Translation;

/// <summary>Gives the holes of SOQL text their numbers among the holes of the whole query.</summary>
internal sealed class WrittenHoles(HoleCollector holes, EntityModel entity, int firstSlot)
{
    public SoqlCondition Rename(SoqlCondition condition) => condition switch
    {
        SoqlJunction { IsAnd: true } all => SoqlJunction.All([.. all.Conditions.Select(Rename)]),
        SoqlJunction any => SoqlJunction.Any([.. any.Conditions.Select(Rename)]),
        SoqlNot not => new SoqlNot(Rename(not.Condition)),
        SoqlComparison comparison => comparison with { Operand = Term(comparison.Operand), Value = Value(comparison.Value, comparison.Operand) },
        SoqlLike { Pattern: SoqlHole hole } like => like with { Pattern = holes.Add(new QueryHole(hole.Index + firstSlot, null) { Like = SoqlLikeKind.Pattern }) },
        SoqlIn list => list with { Values = [.. list.Values.Select(value => Value(value, list.Operand))] },
        SoqlIncludes set => set with { Values = [.. set.Values.Select(value => Value(value, set.Operand))] },
        SoqlInQuery join => join with { Query = join.Query with { Where = join.Query.Where is null ? null : new WrittenHoles(holes, entity, firstSlot).Rename(join.Query.Where) } },
        _ => condition,
    };

    private SoqlTerm Term(SoqlTerm term) => term switch
    {
        SoqlFunction function => function with { Arguments = [.. function.Arguments.Select(Term)] },
        SoqlHole hole => holes.Add(new QueryHole(hole.Index + firstSlot, null)),
        _ => term,
    };

    private SoqlValue Value(SoqlValue value, SoqlTerm operand) => value switch
    {
        SoqlHole hole => holes.Add(new QueryHole(hole.Index + firstSlot, operand is SoqlField { Path: var path } ? entity.FindField(path) : null)),
        SoqlDateLiteral { Count: SoqlHole count } date => date with { Count = holes.Add(new QueryHole(count.Index + firstSlot, null)) },
        _ => value,
    };
}
