using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using SalesforceLinq.Http;
using SalesforceLinq.Querying.Plans;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Binding;

/// <summary>Fills the holes of a plan's SOQL with values, and folds what the values decide.</summary>
internal sealed class SoqlBinder(QueryPlan plan, object?[] values)
{
    // Source: SOQL and SOSL Reference, "OFFSET".
    public const long MaxOffset = 2_000;

    /// <summary>The SOQL to be sent; its condition is <see cref="SoqlAlways.False"/> when no row can match.</summary>
    /// <exception cref="QueryNotSupportedException">A value cannot stand where the query puts it.</exception>
    public SoqlQuery Bind()
    {
        SoqlQuery bound = Query(plan.Soql);
        (long offset, long? limit) = Page();
        if (plan.TerminalLimit is { } most)
            limit = limit is { } given ? Math.Min(given, most) : most;
        bool isCount = plan.Terminal == QueryTerminal.Count;
        return bound with
        {
            // SELECT COUNT() knows no OFFSET: it counts the rows passed over too, and they are taken off the number.
            Limit = isCount ? limit + offset : limit ?? bound.Limit,
            Offset = isCount ? null : offset switch { > MaxOffset => throw Refusal.OffsetTooLarge(offset), > 0 => offset, _ => bound.Offset },
            Scope = plan.ScopeSlot < 0 ? bound.Scope : CheckedScope(values[plan.ScopeSlot]),
        };
    }

    /// <summary>How many rows are passed over, and how many are wanted after them.</summary>
    public (long Offset, long? Limit) Page() => PageOf(plan, values);

    /// <summary>How many rows are passed over, and how many are wanted after them.</summary>
    public static (long Offset, long? Limit) PageOf(QueryPlan plan, ReadOnlySpan<object?> values)
    {
        long offset = 0;
        long? limit = null;
        for (int i = 0; i < plan.Paging.Count; i++)
        {
            PagingStep step = plan.Paging[i];
            long count = Math.Max(0, step.Slot < 0 ? step.Count : Convert.ToInt64(values[step.Slot], CultureInfo.InvariantCulture));
            if (step.IsSkip)
            {
                offset += count;
                limit = limit is { } left ? Math.Max(0, left - count) : null;
            }
            else
            {
                limit = limit is { } given ? Math.Min(given, count) : count;
            }
        }

        return (offset, limit);
    }

    private static string CheckedScope(object? scope) => scope is string { Length: > 0 } name && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_')
        ? name
        : throw new ArgumentException($"'{scope}' is no scope. One is a word such as 'mine'.");

    private long? Number(int slot) => slot < 0 ? null : Convert.ToInt64(values[slot], CultureInfo.InvariantCulture);

    private SoqlQuery Query(SoqlQuery query)
    {
        SoqlCondition? where = query.Where is null ? null : Condition(query.Where);
        SoqlCondition? having = query.Having is null ? null : Condition(query.Having);
        return query with
        {
            Where = where is SoqlAlways { Outcome: true } ? null : where,
            Having = having is SoqlAlways { Outcome: true } ? null : having,
            Select = query.Select.Any(item => item is SoqlSelectChildren)
                ? [.. query.Select.Select(item => item is SoqlSelectChildren children ? new SoqlSelectChildren(Child(children.Query)) : item)]
                : query.Select,
        };
    }

    private SoqlQuery Child(SoqlQuery query)
    {
        SoqlQuery bound = Query(query);
        // A child query cannot be left out of an answer that is read by its columns; one that matches nothing asks for no rows.
        return bound.Where is SoqlAlways ? bound with { Where = null, Limit = 0 } : bound with { Limit = bound.Limit < 0 ? Number((int)~bound.Limit.Value) : bound.Limit };
    }

    private SoqlCondition Condition(SoqlCondition condition) => condition switch
    {
        SoqlJunction { IsAnd: true } all => SoqlJunction.All([.. all.Conditions.Select(Condition)]),
        SoqlJunction any => SoqlJunction.Any([.. any.Conditions.Select(Condition)]),
        SoqlNot not => Condition(not.Condition) is var inner and not SoqlAlways ? new SoqlNot(inner) : SoqlAlways.Of(!((SoqlAlways)Condition(not.Condition)).Outcome),
        SoqlComparison comparison => Comparison(comparison),
        SoqlLike { Pattern: SoqlHole hole } like => like with { Pattern = Pattern(hole) },
        SoqlIn list => List(list),
        SoqlIncludes includes => Includes(includes),
        SoqlFlags flags => new FlagsBinder(plan, values).Bind(flags),
        SoqlInQuery join => InQuery(join),
        SoqlKnown known => SoqlAlways.Of(KnownComparison.IsTrue(Known(known.Left), known.Operator, Known(known.Right))),
        SoqlKnownLike known => SoqlAlways.Of(KnownComparison.IsLike(Known(known.Text), Pattern(known.Pattern))),
        _ => condition,
    };

    private object? Known(SoqlValue value) => value is SoqlHole hole ? values[plan.Holes[hole.Index].Slot] : ((SoqlLiteral)value).Value;

    private SoqlCondition Comparison(SoqlComparison comparison)
    {
        SoqlValue value = comparison.Value switch
        {
            SoqlHole hole => new SoqlLiteral(Wire(plan.Holes[hole.Index], values[plan.Holes[hole.Index].Slot])),
            SoqlDateLiteral { Count: SoqlHole count } date => date with { Count = new SoqlLiteral(values[plan.Holes[count.Index].Slot]) },
            var known => known,
        };
        bool isNull = value is SoqlLiteral { Value: null or "" };
        if (isNull && comparison.Operator is not (SoqlOperator.Equal or SoqlOperator.NotEqual))
            return SoqlAlways.Of(comparison.OutcomeOfNull);
        return comparison with { Operand = Term(comparison.Operand), Value = isNull ? SoqlLiteral.Null : value };
    }

    // DISTANCE(…, GEOLOCATION(37.77, -122.4), 'mi'): the values stand inside the term.
    private SoqlTerm Term(SoqlTerm term) => term switch
    {
        SoqlFunction function => function with { Arguments = [.. function.Arguments.Select(Term)] },
        SoqlHole hole => new SoqlLiteral(Wire(plan.Holes[hole.Index], values[plan.Holes[hole.Index].Slot])),
        _ => term,
    };

    private SoqlLikePattern Pattern(SoqlHole hole)
    {
        QueryHole description = plan.Holes[hole.Index];
        string text = Convert.ToString(values[description.Slot], CultureInfo.InvariantCulture)
            ?? throw new ArgumentNullException(null, "The text to look for in a query is null. Compare with null by '== null', or leave the condition out.");
        return new SoqlLikePattern(text, description.Like!.Value);
    }

    private SoqlCondition List(SoqlIn list)
    {
        List<object?> items = [];
        foreach (SoqlValue value in list.Values)
        {
            if (value is not SoqlHole hole)
                items.Add(value is SoqlLiteral literal ? literal.Value : value);
            else if (values[plan.Holes[hole.Index].Slot] is string text)
                items.Add(Wire(plan.Holes[hole.Index], text));
            else
                items.AddRange(Items(values[plan.Holes[hole.Index].Slot]).Select(item => Wire(plan.Holes[hole.Index], item)));
        }

        bool hasNull = items.RemoveAll(item => item is null or "") > 0;
        ImmutableArray<SoqlValue> known = [.. items.Distinct().Select(item => item as SoqlValue ?? new SoqlLiteral(item))];
        SoqlCondition inList = known.IsEmpty ? SoqlAlways.Of(list.IsNegated) : list with { Values = known };
        if (!hasNull)
            return inList;
        SoqlComparison isNull = new(list.Operand, list.IsNegated ? SoqlOperator.NotEqual : SoqlOperator.Equal, SoqlLiteral.Null);
        return list.IsNegated ? SoqlJunction.All(inList, isNull) : SoqlJunction.Any(inList, isNull);
    }

    private SoqlCondition Includes(SoqlIncludes includes)
    {
        ImmutableArray<SoqlValue> sets = [.. includes.Values.SelectMany(Flat)];
        // Flags without a flag are in every set.
        return sets.Any(set => set is SoqlLiteral { Value: null or "" }) ? SoqlAlways.Of(!includes.IsNegated) : includes with { Values = sets };
    }

    private SoqlCondition InQuery(SoqlInQuery join)
    {
        SoqlQuery query = Query(join.Query);
        return query.Where is SoqlAlways { Outcome: false } ? SoqlAlways.Of(join.IsNegated) : join with { Query = query };
    }

    private IEnumerable<SoqlValue> Flat(SoqlValue value)
    {
        if (value is not SoqlHole hole)
            return [value];
        object? known = values[plan.Holes[hole.Index].Slot];
        return known is string or not IEnumerable ? [new SoqlLiteral(Wire(plan.Holes[hole.Index], known))] : Items(known).Select(item => new SoqlLiteral(Wire(plan.Holes[hole.Index], item)));
    }

    private static IEnumerable<object?> Items(object? list) => list switch
    {
        null => throw new ArgumentNullException(null, "The list of a Contains in a query is null. Use an empty list to find nothing, or leave the condition out."),
        IDictionary dictionary => dictionary.Keys.Cast<object?>(),
        IEnumerable items => items.Cast<object?>(),
        not IEnumerable when list is IConvertible or DateOnly or TimeOnly or DateTimeOffset or Guid or SalesforceId => [list],
        _ => throw new QueryNotSupportedException($"The list of a Contains in a query is a {list.GetType().Name}, which cannot be enumerated."),
    };

    private static object? Wire(QueryHole hole, object? value) => ValueAdapter.ToWire(hole, value);
}
