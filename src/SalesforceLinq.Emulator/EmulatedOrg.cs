using SalesforceLinq.Emulator.Bulk.Jobs;
using SalesforceLinq.Emulator.Hosting;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Sampling;
using SalesforceLinq.Emulator.Sessions;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator;

/// <summary>A Salesforce org on this machine: real HTTP on the loopback address, real SOQL over SQLite. Thread-safe.</summary>
/// <example><code>
/// await using EmulatedOrg org = await EmulatedOrg.StartAsync();
/// // org.Url and org.AccessToken are all a client needs.
/// </code></example>
public sealed class EmulatedOrg : IAsyncDisposable
{
    private readonly EmulatedOrgOptions _options;
    private readonly OrgServices _services;
    private readonly OrgHost _host;
    private readonly Lock _lock = new();
    private Session _session;
    private bool _stopped;

    private EmulatedOrg(EmulatedOrgOptions options, OrgServices services, OrgHost host, RequestLog requests, FaultScript faults, ApexResources apex)
    {
        _options = options;
        _services = services;
        _host = host;
        Requests = requests;
        Faults = faults;
        Apex = apex;
        _session = services.Sessions.Open(services.Identity.UserId);
    }

    /// <summary>Instance URL, such as <c>http://127.0.0.1:51234</c>; where the org listens on all addresses, the one of this machine for itself.</summary>
    public Uri Url => _host.Url;

    /// <summary>A live access token; when the last one has died, a new one.</summary>
    public string AccessToken
    {
        get
        {
            lock (_lock)
            {
                if (_services.Sessions.Use(_session.Token) is null)
                    _session = _services.Sessions.Open(_services.Identity.UserId);
                return _session.Token;
            }
        }
    }

    /// <summary>Name of the user who can sign in: <c>admin@example.com</c>.</summary>
    public string Username => _services.Identity.Username;

    /// <summary>His password: <c>password</c>.</summary>
    public string Password => _services.Identity.Password;

    /// <summary>His security token, <c>token</c>; the password is accepted with it or without.</summary>
    public string SecurityToken => _services.Identity.SecurityToken;

    /// <summary>OAuth client id: <c>client-id</c>.</summary>
    public string ClientId => _services.Identity.ClientId;

    /// <summary>OAuth client secret: <c>client-secret</c>.</summary>
    public string ClientSecret => _services.Identity.ClientSecret;

    /// <summary>The app with this id and secret: what the OAuth flows accept beyond them.</summary>
    public ConnectedApp App => _services.App;

    /// <summary>What the org was asked.</summary>
    public RequestLog Requests { get; }

    /// <summary>What shall go wrong.</summary>
    public FaultScript Faults { get; }

    /// <summary>Apex REST resources, and anonymous Apex: code of yours in place of the org's.</summary>
    public ApexResources Apex { get; }

    /// <summary>Starts an org.</summary>
    /// <param name="options">How it is made up; by default standard objects and sample data, in memory, on a free port.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <exception cref="ArgumentOutOfRangeException">A port, a month or a limit is out of its range.</exception>
    /// <exception cref="ArgumentException">The time zone is none of the system.</exception>
    /// <exception cref="IOException">The port is taken, or the database file cannot be used; the message says why, and what to do.</exception>
    public static async Task<EmulatedOrg> StartAsync(EmulatedOrgOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new EmulatedOrgOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(options.Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Port, 65535);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.DailyApiRequests, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.FiscalYearStartMonth, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.FiscalYearStartMonth, 12);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone.Id, out _))
            throw new ArgumentException($"The time zone '{options.TimeZone.Id}' is none of this system. Take one that TimeZoneInfo.FindSystemTimeZoneById finds.", nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.SessionLifetime, TimeSpan.Zero);
        OrgIdentity identity = new(IdSequence.Make("00D", 1), IdSequence.Make("005", 1), IdSequence.Make("00e", 1));
        Database database = new(options.DatabasePath, options.Schema);
        OrgServices? services = null;
        try
        {
            services = new OrgServices(options.Schema, database, database.Ids, identity, options.Clock, options.TimeZone, options.DailyApiRequests, options.SessionLifetime);
            await FillAsync(services, options, replace: false, cancellationToken).ConfigureAwait(false);
            await services.Bulk.StartAsync(cancellationToken).ConfigureAwait(false);
            RequestLog log = new();
            FaultScript faults = new();
            ApexResources apex = new();
            RequestPipeline pipeline = new(services, faults, log, new Dispatcher(services, apex, log));
            OrgHost host = await OrgHost.StartAsync(options.Address, options.Port, pipeline, cancellationToken).ConfigureAwait(false);
            return new EmulatedOrg(options, services, host, log, faults, apex);
        }
        catch
        {
            if (services is not null)
                await services.Bulk.DisposeAsync().ConfigureAwait(false);
            await database.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Puts the org back to its start: the sample records, no sessions but the one of <see cref="AccessToken"/>, no bulk jobs, no faults, an empty log.</summary>
    /// <param name="cancellationToken">Gives up; the data is then as it was.</param>
    public async Task ResetAsync(CancellationToken cancellationToken = default)
    {
        await FillAsync(_services, _options, replace: true, cancellationToken).ConfigureAwait(false);
        _services.ForgetSignIns();
        _services.Cursors.Clear();
        _services.Recent.Clear();
        _services.Usage.Clear();
        _services.BulkBatches.Clear();
        _services.BulkQueryJobs.Clear();
        Faults.Clear();
        Requests.Clear();
    }

    /// <summary>Stops the org. What is kept in a file stays there.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _stopped, true))
            return;
        await _host.DisposeAsync().ConfigureAwait(false);
        await _services.Bulk.DisposeAsync().ConfigureAwait(false);
        await _services.Database.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task FillAsync(OrgServices services, EmulatedOrgOptions options, bool replace, CancellationToken cancellationToken)
    {
        using WriteLease lease = await services.Database.WriteAsync(cancellationToken).ConfigureAwait(false);
        bool isEmpty = lease.Connection.Scalar("SELECT 1 FROM \"Organization\" LIMIT 1") is null;
        if (replace)
        {
            TableCreator.Empty(lease.Connection, options.Schema);
            JobStore.Clear(lease.Connection);
        }
        else
        {
            services.Ids.ContinueFrom(lease.Connection, options.Schema);
        }
        services.Cursors.ContinueFrom(lease.Connection);
        if (replace || isEmpty)
        {
            WriteContext context = new(lease, services.Identity.UserId, services.Clock.GetUtcNow());
            new SampleLoader(services.Tables, services.Ids, services.Identity, options.TimeZone, options.FiscalYearStartMonth).Load(context, options.SampleData);
        }
        lease.Commit();
    }
}
