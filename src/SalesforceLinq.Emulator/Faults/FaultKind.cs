namespace SalesforceLinq.Emulator.Faults;

/// <summary>What goes wrong.</summary>
internal enum FaultKind
{
    /// <summary>Nothing but the time an answer takes.</summary>
    SlowAnswer,
    ExpiredSession,
    Refused,
    RowLocked,
    DroppedBeforeCommit,
    DroppedAfterCommit,
    DeadCursor,
    TruncatedBody,
}
