using System.Collections.Immutable;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Soql.Printing;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Execution;

/// <summary>
/// Divides a query that is too long for the org into several with a part of its longest list each. No row fulfils two of them, so that together
/// they have the rows of the whole: one after the other, or merged where the whole has an order.
/// </summary>
/// <remarks>Source: SOQL and SOSL Reference, "SOQL SELECT Syntax": a statement has up to 100,000 characters.</remarks>
internal static class LongQuerySplitter
{
    /// <summary>The most characters of a statement.</summary>
    public const int MaxLength = 100_000;

    // What may still be added to a part: the fields it is merged by, a limit, an order by Id, and where it goes on behind a lost cursor.
    private const int Spare = 2_000;

    /// <summary>The parts; the query itself where it is short enough.</summary>
    /// <exception cref="QueryNotSupportedException">It is too long, and cannot be divided.</exception>
    public static IReadOnlyList<SoqlQuery> Split(SoqlQuery query, string text, EntityModel entity)
    {
        if (text.Length <= MaxLength)
            return [query];
        if (query.GroupBy is not null || query.Select.Any(item => item is SoqlSelectTerm { Term: SoqlFunction { Name: "SUM" or "AVG" or "MIN" or "MAX" or "COUNT" or "COUNT_DISTINCT" } }))
            throw Refusal.LongQuery(text.Length, "it groups or aggregates its rows, which only one query can do");
        if (RowOrder.Of(query, entity, out SoqlTerm? unknown) is null)
        {
            throw Refusal.LongQuery(text.Length, $"it orders its rows by {SoqlPrinter.Print(unknown!)}, whose order only the org knows. " +
                "Several queries can be merged by Ids, numbers, dates and checkboxes of the row itself");
        }

        if ((query.Offset is not null && query.OrderBy.IsEmpty) || (query.IsCount && query.Limit is not null))
            throw Refusal.LongQuery(text.Length, "it skips rows, which only one query can do");

        ImmutableArray<SoqlCondition> conditions = query.Where switch
        {
            SoqlJunction { IsAnd: true } all => all.Conditions,
            null => [],
            var one => [one],
        };
        int longest = -1;
        for (int i = 0; i < conditions.Length; i++)
        {
            if (ListOf(conditions[i]) is { } list && (longest < 0 || list.Values.Length > ListOf(conditions[longest])!.Values.Length))
                longest = i;
        }

        if (longest < 0)
            throw Refusal.LongQuery(text.Length, "it has no list that all rows must be in");
        return Parts(query, conditions, longest, text.Length);
    }

    private static List<SoqlQuery> Parts(SoqlQuery query, ImmutableArray<SoqlCondition> conditions, int longest, int length)
    {
        SoqlIn list = ListOf(conditions[longest])!;
        int room = MaxLength - Spare - (length - list.Values.Sum(Length));
        List<SoqlQuery> parts = [];
        List<SoqlValue> chunk = [];
        int used = 0;
        // Texts that a field may take for the same stay together, or a row would be found twice.
        foreach (IGrouping<object?, SoqlValue> same in list.Values.GroupBy(KeyOf))
        {
            int needed = same.Sum(Length);
            if (needed > room)
                throw Refusal.LongQuery(length, "what else it says leaves no room for its list");
            if (used + needed > room)
                Close();
            chunk.AddRange(same);
            used += needed;
        }

        Close();
        return parts;

        void Close()
        {
            SoqlIn part = list with { Values = [.. chunk] };
            // A row without a value is in one part only.
            SoqlCondition condition = conditions[longest] is SoqlJunction orNull && parts.Count == 0
                ? SoqlJunction.Any(part, orNull.Conditions.First(other => other is SoqlComparison))
                : part;
            parts.Add(query with { Where = SoqlJunction.All([.. conditions.SetItem(longest, condition)]) });
            chunk.Clear();
            used = 0;
        }
    }

    // X IN (…), or X IN (…) OR X = null.
    private static SoqlIn? ListOf(SoqlCondition condition) => condition switch
    {
        SoqlIn { IsNegated: false } list => list,
        SoqlJunction { IsAnd: false, Conditions: [SoqlIn { IsNegated: false } list, SoqlComparison { Operator: SoqlOperator.Equal, Value: SoqlLiteral { Value: null } } isNull] }
            when isNull.Operand == list.Operand => list,
        _ => null,
    };

    private static object? KeyOf(SoqlValue value) => value switch
    {
        // An id may have 15 characters or 18, of which the first 15 say the same.
        SoqlLiteral { Value: string { Length: 15 or 18 } id } when id.All(char.IsAsciiLetterOrDigit) => id[..15].ToUpperInvariant(),
        SoqlLiteral { Value: string text } => text.TrimEnd().ToUpperInvariant(),
        SoqlLiteral literal => literal.Value,
        _ => value,
    };

    private static int Length(SoqlValue value) => SoqlPrinter.Print((SoqlTerm)value).Length + 2;
}
