using SalesforceLinq.Emulator.Faults;

namespace SalesforceLinq.Emulator;

/// <summary>Something that goes wrong between a client and an org.</summary>
public sealed record Fault
{
    private Fault(FaultKind kind) => Kind = kind;

    internal FaultKind Kind { get; }

    internal TimeSpan Delay { get; private init; }

    internal double Fraction { get; private init; } = 0.5;

    /// <summary>The session of the request dies: 401 <c>INVALID_SESSION_ID</c>, now and for every later use of its token.</summary>
    public static Fault ExpiredSession { get; } = new(FaultKind.ExpiredSession);

    /// <summary>503 <c>SERVER_UNAVAILABLE</c>; nothing was done.</summary>
    public static Fault ServiceUnavailable { get; } = new(FaultKind.ServiceUnavailable);

    /// <summary>429 with <c>Retry-After: 1</c>; nothing was done.</summary>
    public static Fault TooManyRequests { get; } = new(FaultKind.TooManyRequests);

    /// <summary>403 <c>REQUEST_LIMIT_EXCEEDED</c> because too many long requests run at once; nothing was done.</summary>
    public static Fault ConcurrentRequestLimit { get; } = new(FaultKind.ConcurrentRequestLimit);

    /// <summary>403 <c>REQUEST_LIMIT_EXCEEDED</c> because the day's requests are used up; nothing was done.</summary>
    public static Fault DailyRequestLimit { get; } = new(FaultKind.DailyRequestLimit);

    /// <summary>The first record the request writes is locked: <c>UNABLE_TO_LOCK_ROW</c> in the answer's usual place. Requests that write nothing are spared.</summary>
    public static Fault RowLocked { get; } = new(FaultKind.RowLocked);

    /// <summary>The connection breaks before anything was done.</summary>
    public static Fault DroppedBeforeCommit { get; } = new(FaultKind.DroppedBeforeCommit);

    /// <summary>The connection breaks after everything was done and stored, before any of the answer was sent.</summary>
    public static Fault DroppedAfterCommit { get; } = new(FaultKind.DroppedAfterCommit);

    /// <summary>The query's cursor is gone: 400 <c>INVALID_QUERY_LOCATOR</c>. Only requests for a further page are hit.</summary>
    public static Fault DeadCursor { get; } = new(FaultKind.DeadCursor);

    /// <summary>The answer begins well and breaks off in the middle of its body.</summary>
    /// <param name="fraction">How much of the body is sent, above 0 and below 1; default one half.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
    public static Fault TruncatedBody(double fraction = 0.5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fraction);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(fraction, 1);
        return new Fault(FaultKind.TruncatedBody) { Fraction = fraction };
    }

    /// <summary>The answer is right, but comes late.</summary>
    /// <param name="delay">How late, by the org's clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative.</exception>
    public static Fault SlowAnswer(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        return new Fault(FaultKind.SlowAnswer) { Delay = delay };
    }

    /// <inheritdoc/>
    public override string ToString() => Kind.ToString();
}
