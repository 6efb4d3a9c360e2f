namespace SalesforceLinq.Querying.Vocabulary;

/// <summary>A root that starts from SOQL text instead of from all records of a class.</summary>
internal interface ISoqlTextRoot : IQueryRoot
{
    /// <summary>The text, with <c>{0}</c> where a value belongs.</summary>
    string Format { get; }

    /// <summary>The values.</summary>
    IReadOnlyList<object?> Arguments { get; }
}
