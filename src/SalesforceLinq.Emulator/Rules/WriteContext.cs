using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Rules;

/// <summary>Who writes, when, and through which transaction.</summary>
internal sealed class WriteContext(WriteLease lease, string userId, DateTimeOffset now)
{
    public WriteLease Lease { get; } = lease;

    public StoreConnection Connection => Lease.Connection;

    public string UserId { get; } = userId;

    public DateTimeOffset Now { get; } = now;

    public string Stamp { get; } = ValueReader.Stamp(now);

    /// <summary>What the request says of duplicates.</summary>
    public DuplicateHandling Duplicates { get; set; } = DuplicateHandling.Refused;

    /// <summary>What kinds of records the transaction has written.</summary>
    public SetupSeparation Setup { get; } = new();

    /// <summary>Whether the next record written shall find its row locked by somebody else.</summary>
    public bool RowLocked { get; set; }
}

/// <summary>What became of one record.</summary>
internal sealed record WriteOutcome(string? Id, bool Created, IReadOnlyList<RecordError> Errors)
{
    public bool Success => Errors.Count == 0;

    public static WriteOutcome Failed(IReadOnlyList<RecordError> errors, string? id = null) => new(id, false, errors);
}
