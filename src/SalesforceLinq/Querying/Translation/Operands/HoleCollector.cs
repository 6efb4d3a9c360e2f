using SalesforceLinq.Querying.Plans;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Translation.Operands;

/// <summary>Numbers the places that values fill.</summary>
internal sealed class HoleCollector
{
    private readonly List<QueryHole> _holes = [];

    public IReadOnlyList<QueryHole> Holes => _holes;

    public SoqlHole Add(QueryHole hole)
    {
        _holes.Add(hole);
        return new SoqlHole(_holes.Count - 1);
    }
}
