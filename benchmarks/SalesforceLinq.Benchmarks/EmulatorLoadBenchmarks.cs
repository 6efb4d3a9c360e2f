using System.Net.Http.Headers;
using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Microsoft.Data.Sqlite;
using SalesforceLinq.Emulator;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Benchmarks;

/// <summary>100,000 contacts in collections of 200, over real HTTP, beside Microsoft.Data.Sqlite writing the same values into the same table; in memory and into a file.</summary>
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 0, iterationCount: 3)]
public class EmulatorLoadBenchmarks
{
    private const int Contacts = 100_000;
    private const int PerCall = 200;

    private static readonly string[] Written =
    [
        "Id", "LastName", "FirstName", "Name", "Email", "MailingCity", "OwnerId", "CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById", "SystemModstamp",
    ];

    private readonly string[] _bodies = [.. Enumerable.Range(0, Contacts / PerCall).Select(Body)];
    private string _folder = "";
    private EmulatedOrg _org = null!;
    private HttpClient _http = null!;
    private Database _database = null!;

    [Params(false, true)]
    public bool InFile { get; set; }

    [IterationSetup(Target = nameof(LoadAsync))]
    public void Start()
    {
        _org = EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None, DatabasePath = MakePath() }).GetAwaiter().GetResult();
        _http = new HttpClient { BaseAddress = _org.Url };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _org.AccessToken);
    }

    [IterationSetup(Target = nameof(SqliteAsync))]
    public void Open() => _database = new Database(MakePath(), OrgSchema.Standard());

    [IterationCleanup(Target = nameof(SqliteAsync))]
    public void Close()
    {
        _database.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(_folder, recursive: true);
    }

    [IterationCleanup(Target = nameof(LoadAsync))]
    public void Stop()
    {
        _http.Dispose();
        _org.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(Baseline = true, Description = "Microsoft.Data.Sqlite, 200 a transaction")]
    public async Task SqliteAsync()
    {
        SqliteCommand? insert = null;
        for (int call = 0; call < Contacts / PerCall; call++)
        {
            using WriteLease lease = await _database.WriteAsync(CancellationToken.None);
            insert ??= Insert(lease.Connection.Connection);
            foreach (int number in Enumerable.Range(call * PerCall, PerCall))
            {
                Set(insert, number);
                insert.ExecuteNonQuery();
            }
            lease.Commit();
        }
        insert?.Dispose();
    }

    [Benchmark(Description = "100,000 contacts, 200 a call")]
    public async Task LoadAsync()
    {
        foreach (string body in _bodies)
        {
            using StringContent json = new(body, Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await _http.PostAsync("services/data/v66.0/composite/sobjects", json);
            if (!answer.IsSuccessStatusCode || (await answer.Content.ReadAsStringAsync()).Contains("\"success\":false", StringComparison.Ordinal))
                throw new InvalidOperationException("A contact was refused.");
        }
    }

    private static SqliteCommand Insert(SqliteConnection connection)
    {
        SqliteCommand insert = connection.CreateCommand();
        insert.CommandText = $"INSERT INTO Contact ({string.Join(", ", Written)}) VALUES ({string.Join(", ", Written.Select(name => "$" + name))})";
        foreach (string name in Written)
            insert.Parameters.Add(new SqliteParameter("$" + name, ""));
        insert.Prepare();
        return insert;
    }

    private static void Set(SqliteCommand insert, int number)
    {
        const string User = "005000000000001AAA";
        const string Now = "2026-11-25T12:00:00.000Z";
        string[] values = [IdSequence.Make("003", number + 1), $"Miller {number}", "Ann", $"Ann Miller {number}", $"ann.{number}@example.com", "Berlin", User, Now, User, Now, User, Now];
        for (int index = 0; index < values.Length; index++)
            insert.Parameters[index].Value = values[index];
    }

    private string? MakePath()
    {
        _folder = Directory.CreateTempSubdirectory("emulator-load").FullName;
        return InFile ? Path.Combine(_folder, "org.db") : null;
    }

    private static string Body(int call) => $$"""{"records":[{{string.Join(',', Enumerable.Range(call * PerCall, PerCall).Select(number =>
        $$"""{"attributes":{"type":"Contact"},"LastName":"Miller {{number}}","FirstName":"Ann","Email":"ann.{{number}}@example.com","MailingCity":"Berlin"}"""))}}]}""";
}
