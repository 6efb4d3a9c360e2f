namespace SalesforceLinq.Soql.Syntax;

/// <summary>Where rows without a value stand in the order.</summary>
internal enum SoqlNulls
{
    /// <summary>Where SOQL puts them: first.</summary>
    Unsaid,

    /// <summary>First, and said so.</summary>
    First,

    /// <summary>Last.</summary>
    Last,
}
