namespace SalesforceLinq.Emulator.Faults;

/// <summary>What goes wrong.</summary>
internal enum FaultKind
{
    ExpiredSession,
    ServiceUnavailable,
    TooManyRequests,
    ConcurrentRequestLimit,
    DailyRequestLimit,
    RowLocked,
    DroppedBeforeCommit,
    DroppedAfterCommit,
    DeadCursor,
    TruncatedBody,
    SlowAnswer,
}
