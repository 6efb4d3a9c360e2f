namespace SalesforceLinq.Soql.Syntax;

/// <summary>What GROUP BY adds to the groups themselves.</summary>
internal enum SoqlGroupingKind
{
    /// <summary>Nothing.</summary>
    Plain,

    /// <summary>Subtotals from the last field to the first: <c>ROLLUP(…)</c>.</summary>
    Rollup,

    /// <summary>Subtotals for every combination: <c>CUBE(…)</c>.</summary>
    Cube,
}
