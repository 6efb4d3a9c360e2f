namespace SalesforceLinq.Http;

/// <summary>How a query runs.</summary>
public sealed record QueryOptions
{
    /// <summary>Whether rows in the recycle bin and archived activities are read too (<c>queryAll</c>).</summary>
    /// <value>Default false.</value>
    public bool IncludeDeleted { get; init; }

    /// <summary>Rows a page is to have: a hint, which the server may undercut. Rows of child lists count as well.</summary>
    /// <value>200 to 2,000; null, the default, leaves it to the server, which takes 2,000.</value>
    /// <remarks>Source: REST API Developer Guide, "Query Options Header".</remarks>
    public int? BatchSize
    {
        get;
        init
        {
            if (value is < 200 or > 2000)
                throw new ArgumentOutOfRangeException(nameof(value), value, "A page of a query has 200 to 2,000 rows. Use LIMIT for fewer.");
            field = value;
        }
    }

    /// <summary>Whether the Tooling API is asked, whose objects describe the org itself.</summary>
    internal bool Tooling { get; init; }
}
