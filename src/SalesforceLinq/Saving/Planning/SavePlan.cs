using System.Globalization;

namespace SalesforceLinq;

/// <summary>What a save would send.</summary>
/// <param name="Requests">The calls that write, in order. Each is all or nothing, unless the save asks for <see cref="SaveAtomicity.None"/>.</param>
public sealed record SavePlan(IReadOnlyList<PlannedRequest> Requests)
{
    /// <summary>Further calls that only read: versions to be compared, and records read back for which the calls that write have no room.</summary>
    public int ReadingCalls { get; init; }

    /// <summary>Number of calls, when none has to be repeated.</summary>
    public int ApiCalls => Requests.Count + ReadingCalls;

    /// <summary>Number of records.</summary>
    public int Records => Requests.Sum(request => request.Records);

    /// <summary>Whether the save is all or nothing as a whole.</summary>
    public bool IsAtomic { get; init; }

    /// <summary>One line for each call.</summary>
    public override string ToString()
    {
        string reading = ReadingCalls == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{Environment.NewLine}{ReadingCalls} more to read");
        return string.Join(Environment.NewLine, Requests) + reading;
    }
}

/// <summary>One call of a save.</summary>
/// <param name="Collections">What travels in it: up to five collections.</param>
public sealed record PlannedRequest(IReadOnlyList<PlannedCollection> Collections)
{
    /// <summary>Number of records.</summary>
    public int Records => Collections.Sum(collection => collection.Records);

    /// <summary>Whether the call is all or nothing.</summary>
    public bool IsAtomic { get; init; }

    /// <summary>How many of the records must not have changed since they were read.</summary>
    public int CheckedRecords { get; init; }

    /// <summary>How many of the records are read back by the same call.</summary>
    public int ReadBackRecords { get; init; }

    /// <summary>The collections, one after the other.</summary>
    public override string ToString() => string.Join("; ", Collections);
}

/// <summary>Up to 200 records that are written the same way.</summary>
/// <param name="Operation">How.</param>
/// <param name="Objects">API names of their objects.</param>
/// <param name="Records">How many.</param>
public sealed record PlannedCollection(SaveOperation Operation, IReadOnlyList<string> Objects, int Records)
{
    /// <summary>For example <c>Create 3 Contact</c>.</summary>
    public override string ToString() => $"{Operation} {Records} {string.Join(", ", Objects)}";
}
