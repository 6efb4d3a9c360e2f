namespace SalesforceLinq.Http.Authentication;

/// <summary>Keeps one session and lets one sign-in serve all who wait for it.</summary>
internal sealed class SessionCache(Func<HttpClient, CancellationToken, Task<SalesforceSession>> signIn)
{
    private readonly Lock _gate = new();
    private SalesforceSession? _session;
    private Flight? _flight;
    private Task _last = Task.CompletedTask;

    public SalesforceSession? Current => Volatile.Read(ref _session);

    public ValueTask<SalesforceSession> GetAsync(HttpClient http, CancellationToken cancellationToken) =>
        Current is { } session ? new(session) : new(RenewAsync(http, null, cancellationToken));

    /// <summary>A session that is not <paramref name="ended"/>.</summary>
    public async Task<SalesforceSession> RenewAsync(HttpClient http, SalesforceSession? ended, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Flight flight;
        lock (_gate)
        {
            if (_session is { } session && !ReferenceEquals(session, ended))
                return session;
            flight = _flight ??= new Flight();
            flight.Waiting++;
            if (flight.Result is null)
            {
                Task before = _last;
                _last = flight.Result = Task.Run(() => FlyAsync(http, flight, ended, before), CancellationToken.None);
            }
        }

        try
        {
            return await flight.Result.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Leave(flight);
        }
    }

    private async Task<SalesforceSession> FlyAsync(HttpClient http, Flight flight, SalesforceSession? ended, Task before)
    {
        try
        {
            // One that was given up may still hold what this one needs, such as the port a browser comes back to, or bring a session after all.
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (Current is { } late && !ReferenceEquals(late, ended))
                return late;
            flight.Abandoned.Token.ThrowIfCancellationRequested();
            SalesforceSession session = await signIn(http, flight.Abandoned.Token).ConfigureAwait(false);
            lock (_gate)
                Volatile.Write(ref _session, session);
            return session;
        }
        finally
        {
            lock (_gate)
            {
                if (ReferenceEquals(_flight, flight))
                    _flight = null;
            }
        }
    }

    // The sign-in belongs to all who wait: it is given up only when the last of them has gone.
    private void Leave(Flight flight)
    {
        lock (_gate)
        {
            if (--flight.Waiting > 0)
                return;
            if (ReferenceEquals(_flight, flight))
                _flight = null;
        }

        if (flight.Result!.IsCompleted)
            flight.Abandoned.Dispose();
        else
            flight.Abandoned.Cancel();
    }

    private sealed class Flight
    {
        public CancellationTokenSource Abandoned { get; } = new();

        public Task<SalesforceSession>? Result { get; set; }

        public int Waiting { get; set; }
    }
}
