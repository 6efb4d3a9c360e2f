using SalesforceLinq.Emulator.Bulk;
using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Sessions;
using SalesforceLinq.Emulator.Storage;
using SalesforceLinq.Emulator.Storage.Queries;

namespace SalesforceLinq.Emulator.Hosting.Calls;

/// <summary>What the resources work with.</summary>
internal sealed class OrgServices
{
    public OrgServices(OrgSchema schema, Database database, IdSequence ids, OrgIdentity identity, TimeProvider clock, TimeZoneInfo timeZone, int dailyApiRequests, TimeSpan sessionLifetime)
    {
        Schema = schema;
        Database = database;
        Ids = ids;
        Identity = identity;
        Clock = clock;
        StartedAt = DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());
        TimeZone = timeZone;
        Sessions = new SessionStore(identity, clock, sessionLifetime);
        RefreshTokens = new RefreshTokens();
        AuthorizationCodes = new AuthorizationCodes(clock);
        DeviceCodes = new DeviceCodes(clock);
        App = new ConnectedApp(identity, DeviceCodes);
        Passwords = new PasswordBook(identity, database.Tables);
        Usage = new ApiUsage(clock, dailyApiRequests);
        Reader = new JsonRecordReader(schema);
        Writer = new Rules.RecordWriter(database.Tables, ids);
        Settings = new UserSettings(schema, timeZone);
        Queries = new QueryRunner(schema);
        Cursors = new CursorStore(clock, database.IsDurable);
        Recent = new RecentRecords();
        Upserter = new RecordUpserter(Writer);
        Remover = new RecordRemover(database.Tables, Writer);
        Restorer = new RecordRestorer(database.Tables);
        Bulk = new BulkService(schema, database, Queries, Reader, Writer, Upserter, Remover, Restorer, clock, Settings.Apply);
        BulkBatches = new ApiUsage(clock, 15_000);
        BulkQueryJobs = new ApiUsage(clock, 10_000);
    }

    public OrgSchema Schema { get; }

    public Database Database { get; }

    public IdSequence Ids { get; }

    public OrgIdentity Identity { get; }

    public TimeProvider Clock { get; }

    /// <summary>When the org started, to the second.</summary>
    public DateTimeOffset StartedAt { get; }

    public TimeZoneInfo TimeZone { get; }

    public UserSettings Settings { get; }

    public SessionStore Sessions { get; }

    public RefreshTokens RefreshTokens { get; }

    public AuthorizationCodes AuthorizationCodes { get; }

    public DeviceCodes DeviceCodes { get; }

    public ConnectedApp App { get; }

    public PasswordBook Passwords { get; }

    public ApiUsage Usage { get; }

    public JsonRecordReader Reader { get; }

    public Rules.RecordWriter Writer { get; }

    public QueryRunner Queries { get; }

    public CursorStore Cursors { get; }

    public RecentRecords Recent { get; }

    public RecordUpserter Upserter { get; }

    public RecordRemover Remover { get; }

    public RecordRestorer Restorer { get; }

    public BulkService Bulk { get; }

    /// <summary>Bulk batches an org allows a day, those of both interfaces together.</summary>
    public ApiUsage BulkBatches { get; }

    /// <summary>Bulk API 2.0 query jobs an org allows a day.</summary>
    public ApiUsage BulkQueryJobs { get; }

    public TableSet Tables => Database.Tables;

    /// <summary>Ends everything that signing in has begun.</summary>
    public void ForgetSignIns()
    {
        Sessions.Clear();
        RefreshTokens.Clear();
        AuthorizationCodes.Clear();
        DeviceCodes.Clear();
    }

    /// <summary>Reads through the transaction of the call, or else beside the writer.</summary>
    public async ValueTask<T> ReadAsync<T>(Call call, Func<StoreConnection, T> read)
    {
        if (call.Transaction is { } transaction)
            return read(transaction.Connection);
        using ReadLease lease = await Database.ReadAsync(call.Cancellation).ConfigureAwait(false);
        return read(lease.Connection);
    }

    /// <summary>Writes within the transaction of the call, or else in one of its own, which is committed at the end.</summary>
    public async ValueTask<T> WriteAsync<T>(Call call, Func<WriteContext, T> write)
    {
        if (call.Transaction is { } transaction)
        {
            transaction.RowLocked |= call.RowLocked;
            transaction.Duplicates = DuplicatesOf(call);
            T written = write(transaction);
            call.RowLocked = transaction.RowLocked;
            return written;
        }
        using WriteLease lease = await Database.WriteAsync(call.Cancellation).ConfigureAwait(false);
        WriteContext context = new(lease, call.UserId, Clock.GetUtcNow()) { RowLocked = call.RowLocked, Duplicates = DuplicatesOf(call) };
        T result = write(context);
        call.RowLocked = context.RowLocked;
        lease.Commit();
        return result;
    }

    /// <summary>Ends a query's cursor for good.</summary>
    public async ValueTask EndCursorAsync(string locator, CancellationToken cancellationToken)
    {
        using WriteLease lease = await Database.WriteAsync(cancellationToken).ConfigureAwait(false);
        Cursors.Remove(lease.Connection, locator);
        lease.Commit();
    }

    private static DuplicateHandling DuplicatesOf(Call call) => DuplicateHandling.Read(call.Header("sforce-duplicate-rule-header"));
}
