using System.Linq.Expressions;
using SalesforceLinq.Querying.Refusals;

namespace SalesforceLinq.Querying.Projecting;

/// <summary>Counts the child queries of a query, and the levels they stand on.</summary>
/// <remarks>Source: SOQL and SOSL Reference, "Understanding Relationship Query Limitations": 20 child queries, five levels with the root.</remarks>
internal sealed class ChildQueryCount
{
    private const int MaxChildQueries = 20;
    private const int MaxLevels = 5;

    private readonly int _level = 1;
    private readonly int[] _count = [0];

    public ChildQueryCount()
    {
    }

    private ChildQueryCount(int level, int[] count) => (_level, _count) = (level, count);

    /// <summary>Counts one more child query.</summary>
    /// <returns>What counts the child queries inside it.</returns>
    public ChildQueryCount Add(Expression children)
    {
        if (++_count[0] > MaxChildQueries)
            throw Refusal.ManyChildQueries();
        return _level < MaxLevels ? new ChildQueryCount(_level + 1, _count) : throw Refusal.DeepChildren(children);
    }
}
