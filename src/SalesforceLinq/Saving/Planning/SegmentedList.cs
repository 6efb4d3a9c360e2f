using System.Collections;

namespace SalesforceLinq.Saving.Planning;

/// <summary>A list that grows by segments, none of them large.</summary>
/// <remarks>
/// The array of a list of ten thousand lies on the large object heap. When the list is long forgotten such an array still counts as living, and keeps alive and
/// has moved from generation to generation all that stands in it, until the whole heap is looked through: that made a large save cost twice what its records do.
/// </remarks>
internal sealed class SegmentedList<T> : IReadOnlyList<T>
{
    private const int SegmentSize = 1024;

    private readonly List<List<T>> _segments = [];

    public int Count { get; private set; }

    public T this[int index] => _segments[index / SegmentSize][index % SegmentSize];

    public void Add(T item)
    {
        if (Count == _segments.Count * SegmentSize)
            _segments.Add(Count == 0 ? [] : new List<T>(SegmentSize));
        _segments[^1].Add(item);
        Count++;
    }

    public void AddRange(IEnumerable<T> items)
    {
        foreach (T item in items)
            Add(item);
    }

    public IEnumerator<T> GetEnumerator()
    {
        foreach (List<T> segment in _segments)
        {
            foreach (T item in segment)
                yield return item;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Puts the items of a sequence into segmented lists.</summary>
internal static class SegmentedListExtensions
{
    /// <summary>The items by their keys, in the order in which the keys come: <c>GroupBy</c>, without its large arrays.</summary>
    public static OrderedDictionary<TKey, SegmentedList<T>> GroupInSegments<T, TKey>(this IEnumerable<T> items, Func<T, TKey> keyOf)
        where TKey : notnull
    {
        OrderedDictionary<TKey, SegmentedList<T>> groups = [];
        foreach (T item in items)
        {
            TKey key = keyOf(item);
            if (!groups.TryGetValue(key, out SegmentedList<T>? group))
                groups[key] = group = [];
            group.Add(item);
        }

        return groups;
    }
}
