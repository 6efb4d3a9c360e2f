using System.Collections.Concurrent;
using SalesforceLinq.Querying.Normalization;
using SalesforceLinq.Querying.Plans;

namespace SalesforceLinq.Querying.Caching;

/// <summary>Keeps the plan of every shape of query. A shape holds no values, so that nothing a query captured is kept alive.</summary>
internal sealed class PlanCache
{
    // Programs have hundreds of shapes. One that makes thousands builds its queries from text, and starts over.
    private const int Capacity = 4_096;

    private readonly ConcurrentDictionary<int, Entry> _byHash = new();
    private int _count;

    public QueryPlan? Find(in QueryShape shape)
    {
        for (Entry? entry = _byHash.GetValueOrDefault(shape.Hash); entry is not null; entry = entry.Next)
        {
            if (Matches(entry.Tokens, shape.Tokens))
                return entry.Plan;
        }

        return null;
    }

    public void Add(in QueryShape shape, QueryPlan plan)
    {
        if (Interlocked.Increment(ref _count) > Capacity)
        {
            _byHash.Clear();
            Volatile.Write(ref _count, 0);
        }

        object[] tokens = shape.Tokens.ToArray();
        _byHash.AddOrUpdate(
            shape.Hash,
            static (_, added) => new Entry(added.Tokens, added.Plan, null),
            static (_, known, added) => new Entry(added.Tokens, added.Plan, known),
            (Tokens: tokens, Plan: plan));
    }

    private static bool Matches(object[] known, ReadOnlySpan<object> tokens)
    {
        if (known.Length != tokens.Length)
            return false;
        for (int i = 0; i < known.Length; i++)
        {
            if (!ReferenceEquals(known[i], tokens[i]) && !known[i].Equals(tokens[i]))
                return false;
        }

        return true;
    }

    private sealed record Entry(object[] Tokens, QueryPlan Plan, Entry? Next);
}
