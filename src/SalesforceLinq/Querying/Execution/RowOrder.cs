using SalesforceLinq.Querying.Materialization;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Execution;

/// <summary>
/// The order of a query, told from its rows: it merges the parts of a query that was divided. Only orders that are the same here and in the org are known.
/// </summary>
/// <remarks>
/// Source: SOQL and SOSL Reference, "ORDER BY": text is ordered as the user's locale orders it, picklists as Setup does, and over a relationship
/// NULLS LAST is not heard. Ids, numbers, days, instants, times and checkboxes have one order everywhere.
/// </remarks>
internal sealed class RowOrder : IComparer<object?[]>
{
    private static readonly Type[] Comparable =
    [
        typeof(bool), typeof(byte), typeof(short), typeof(int), typeof(long), typeof(float), typeof(double), typeof(decimal),
        typeof(DateOnly), typeof(TimeOnly), typeof(DateTime), typeof(DateTimeOffset),
    ];

    private readonly List<(FieldModel Field, SoqlOrdering Ordering)> _keys;

    private RowOrder(List<(FieldModel Field, SoqlOrdering Ordering)> keys) => _keys = keys;

    /// <summary>The order of a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="entity">The class its rows are records of.</param>
    /// <param name="obstacle">The first term whose order only the org knows; null where the order is known.</param>
    public static RowOrder? Of(SoqlQuery query, EntityModel entity, out SoqlTerm? obstacle)
    {
        List<(FieldModel Field, SoqlOrdering Ordering)> keys = [];
        foreach (SoqlOrdering ordering in query.OrderBy)
        {
            if (ordering.Term is not SoqlField { Path: var path } || entity.FindField(path) is not { } field || !IsComparable(field))
            {
                obstacle = ordering.Term;
                return null;
            }

            // Rows that are equal by a field are not ordered by it a second time.
            if (!keys.Exists(known => known.Field == field))
                keys.Add((field, ordering));
        }

        obstacle = null;
        return new RowOrder(keys);
    }

    /// <summary>The query with the fields it is ordered by among those it selects.</summary>
    public SoqlQuery Selecting(SoqlQuery query)
    {
        HashSet<string> selected = new(query.Select.OfType<SoqlSelectTerm>().Select(item => item.Term).OfType<SoqlField>().Select(field => field.Path), StringComparer.OrdinalIgnoreCase);
        return query with { Select = [.. query.Select, .. _keys.Where(key => selected.Add(key.Field.ApiName)).Select(key => new SoqlSelectTerm(new SoqlField(key.Field.ApiName)))] };
    }

    /// <summary>Reads the rows, each with what it is ordered by: the row is the first of the values.</summary>
    public SlotReader Reader(RowReader rows)
    {
        SlotNode node = new();
        node.AddWhole(rows, 0);
        for (int i = 0; i < _keys.Count; i++)
            node.Add(_keys[i].Field.ApiName, new FieldColumn(i + 1, _keys[i].Field));
        return new SlotReader(node, _keys.Count + 1);
    }

    public int Compare(object?[]? x, object?[]? y)
    {
        for (int i = 0; i < _keys.Count; i++)
        {
            if (Compare(x![i + 1], y![i + 1], _keys[i].Ordering) is not 0 and var order)
                return order;
        }

        return 0;
    }

    private static int Compare(object? left, object? right, SoqlOrdering ordering)
    {
        if (left is null || right is null)
        {
            // In SOQL null comes first in both directions, unless it is told otherwise.
            int nullsFirst = (left is null ? 0 : 1) - (right is null ? 0 : 1);
            return ordering.Nulls == SoqlNulls.Last ? -nullsFirst : nullsFirst;
        }

        int order = left is IComparable value and not string
            ? value.CompareTo(right)
            : string.CompareOrdinal(left.ToString(), right.ToString());
        return ordering.IsDescending ? -order : order;
    }

    private static bool IsComparable(FieldModel field) =>
        field.IsReference || (!field.HasConverter && Comparable.Contains(Nullable.GetUnderlyingType(field.ClrType) ?? field.ClrType));
}
