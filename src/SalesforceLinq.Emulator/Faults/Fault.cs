using SalesforceLinq.Emulator.Faults;

namespace SalesforceLinq.Emulator;

/// <summary>Something that goes wrong between a client and an org. Immutable: one fault can be used in many rules.</summary>
public sealed record Fault
{
    private Fault(FaultKind kind) => Kind = kind;

    internal FaultKind Kind { get; }

    internal Refusal? Refusal { get; private init; }

    internal TimeSpan Delay { get; private init; }

    internal double Fraction { get; private init; }

    /// <summary>The session of the request dies: 401 <c>INVALID_SESSION_ID</c>, now and for every later use of its token.</summary>
    public static Fault ExpiredSession { get; } = new(FaultKind.ExpiredSession);

    /// <summary>503 <c>SERVER_UNAVAILABLE</c> with <c>Retry-After: 1</c>; nothing was done.</summary>
    public static Fault ServiceUnavailable { get; } =
        Error(503, "SERVER_UNAVAILABLE", "Server unavailable, please try again", TimeSpan.FromSeconds(1));

    /// <summary>429 <c>REQUEST_LIMIT_EXCEEDED</c> with <c>Retry-After: 1</c>; nothing was done.</summary>
    public static Fault TooManyRequests { get; } =
        Error(429, "REQUEST_LIMIT_EXCEEDED", "Too many requests, please try again later", TimeSpan.FromSeconds(1));

    /// <summary>403 <c>REQUEST_LIMIT_EXCEEDED</c> because too many long requests run at once; nothing was done.</summary>
    public static Fault ConcurrentRequestLimit { get; } =
        Error(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentRequests (Concurrent API Requests) Limit exceeded.");

    /// <summary>403 <c>REQUEST_LIMIT_EXCEEDED</c> because the day's requests are used up; nothing was done.</summary>
    public static Fault DailyRequestLimit { get; } = Error(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");

    /// <summary>The first record the request writes is locked: <c>UNABLE_TO_LOCK_ROW</c> in the answer's usual place.</summary>
    /// <remarks>
    /// Requests that read are spared: the fault waits for the next one that writes. A bulk job fails its first record; an Apex REST resource other than GET answers the uncaught
    /// <c>DmlException</c> and does not run.
    /// </remarks>
    public static Fault RowLocked { get; } = new(FaultKind.RowLocked);

    /// <summary>The connection breaks before anything was done: nothing is stored, nothing is answered.</summary>
    public static Fault DroppedBeforeCommit { get; } = new(FaultKind.DroppedBeforeCommit);

    /// <summary>The connection breaks after everything was done and stored, before any of the answer was sent.</summary>
    public static Fault DroppedAfterCommit { get; } = new(FaultKind.DroppedAfterCommit);

    /// <summary>The query's cursor is gone for good: 400 <c>INVALID_QUERY_LOCATOR</c>. Only requests for a further page are hit.</summary>
    public static Fault DeadCursor { get; } = new(FaultKind.DeadCursor);

    /// <summary>The request is carried out, and its answer breaks off in the middle of its body; an answer without a body is not sent at all.</summary>
    /// <param name="fraction">How much of the body is sent, above 0 and below 1; default one half.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
    public static Fault TruncatedBody(double fraction = 0.5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fraction);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(fraction, 1);
        return new Fault(FaultKind.TruncatedBody) { Fraction = fraction };
    }

    /// <summary>The request is carried out at once, but its answer comes late: who gives up waiting must reckon with what was done.</summary>
    /// <param name="delay">How late, by the org's clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative.</exception>
    public static Fault SlowAnswer(TimeSpan delay) => new Fault(FaultKind.SlowAnswer).After(delay);

    /// <summary>The request is refused with an error of your choice, such as 400 <c>STORAGE_LIMIT_EXCEEDED</c>; nothing was done.</summary>
    /// <param name="status">HTTP status, 400 to 599.</param>
    /// <param name="errorCode">Salesforce's error code.</param>
    /// <param name="message">The message beside it.</param>
    /// <param name="retryAfter">What the header <c>Retry-After</c> asks for, in whole seconds; no such header by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is not from 400 to 599, or <paramref name="retryAfter"/> is negative.</exception>
    public static Fault Error(int status, string errorCode, string message, TimeSpan? retryAfter = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        ArgumentException.ThrowIfNullOrWhiteSpace(errorCode);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentOutOfRangeException.ThrowIfLessThan(retryAfter ?? TimeSpan.Zero, TimeSpan.Zero);
        return new Fault(FaultKind.Refused) { Refusal = new Refusal(status, errorCode, message, retryAfter) };
    }

    /// <summary>The same fault, later: what the client is to see, an error or a broken connection, it sees only after this time.</summary>
    /// <param name="delay">How late, by the org's clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative.</exception>
    public Fault After(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        return this with { Delay = delay };
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        string what = Refusal is { } refusal ? $"{refusal.Status} {refusal.ErrorCode}" : Kind.ToString();
        return Delay > TimeSpan.Zero ? $"{what} after {Delay}" : what;
    }
}
