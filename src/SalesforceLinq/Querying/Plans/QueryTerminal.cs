namespace SalesforceLinq.Querying.Plans;

/// <summary>What is made of the rows.</summary>
internal enum QueryTerminal
{
    /// <summary>All of them, one by one.</summary>
    Sequence,

    /// <summary>The first; an error when there is none.</summary>
    First,

    /// <summary>The first, or the default value.</summary>
    FirstOrDefault,

    /// <summary>The only one; an error when there is none or another.</summary>
    Single,

    /// <summary>The only one, or the default value; an error when there is another.</summary>
    SingleOrDefault,

    /// <summary>Whether there is one.</summary>
    Any,

    /// <summary>Whether there is none.</summary>
    None,

    /// <summary>How many there are.</summary>
    Count,

    /// <summary>One value over all rows: a sum, an average, a smallest or largest value.</summary>
    Aggregate,
}
