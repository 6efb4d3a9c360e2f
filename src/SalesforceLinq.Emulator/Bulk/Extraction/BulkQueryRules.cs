using SalesforceLinq.Emulator.Soql.Binding;
using SalesforceLinq.Emulator.Soql.Refusals;
using SalesforceLinq.Emulator.Storage.Compilation;

namespace SalesforceLinq.Emulator.Bulk.Extraction;

/// <summary>Refuses what a query may hold elsewhere, but not in bulk.</summary>
/// <remarks>Source: Bulk API 2.0 guide, "Create a Query Job": no GROUP BY, OFFSET, TYPEOF, aggregates, compound fields, parent-to-child subqueries.</remarks>
internal static class BulkQueryRules
{
    public const string NotEnabled = "FUNCTIONALITY_NOT_ENABLED";

    /// <summary>The query, which is one for records.</summary>
    /// <exception cref="SoqlException">It holds something it may not.</exception>
    public static CompiledRows Check(CompiledQuery query)
    {
        if (query is not CompiledRows rows)
            throw Refused("Aggregate functions and GROUP BY not supported in Bulk Query");
        if (rows.Query.Offset > 0)
            throw Refused("OFFSET not supported in Bulk Query");
        Check(rows.Query.Row!);
        return rows;
    }

    private static void Check(BoundRow row)
    {
        foreach (BoundMember member in row.Members)
        {
            switch (member)
            {
                case CompoundMember:
                    throw Refused("Selecting compound data not supported in Bulk Query");
                case ChildrenMember:
                    throw Refused("Aggregate Relationships not supported in Bulk Query");
                case TypeofMember:
                    throw Refused("TYPEOF not supported in Bulk Query");
                case ParentMember parent:
                    Check(parent.Row);
                    break;
            }
        }
    }

    private static SoqlException Refused(string message) => new(NotEnabled, message);
}
