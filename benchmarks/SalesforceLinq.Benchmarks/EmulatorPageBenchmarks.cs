using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Microsoft.Data.Sqlite;
using SalesforceLinq.Emulator;
using SalesforceLinq.Emulator.Soql.Binding;
using SalesforceLinq.Emulator.Storage;
using SalesforceLinq.Emulator.Storage.Compilation;
using SalesforceLinq.Emulator.Storage.Queries;

namespace SalesforceLinq.Benchmarks;

/// <summary>
/// A filtered, ordered page of 2,000 rows of 20 fields out of 1,000,000: the emulator's JSON beside Microsoft.Data.Sqlite reading every column of the
/// same SQL in the same database. Goal: a ratio of 5 at most.
/// </summary>
[MemoryDiagnoser]
public class EmulatorPageBenchmarks
{
    private const int Rows = 1_000_000;
    private const string Filter = "FROM Contact WHERE Department = 'Dept 7' AND AccountId != null ORDER BY LastName, Id";
    private const string Soql =
        "SELECT Id, LastName, FirstName, Email, Phone, Title, Department, AccountId, OwnerId, MailingStreet, MailingCity, MailingState, MailingPostalCode, " +
        $"MailingCountry, LeadSource, Birthdate, IsEmailBounced, Description, CreatedDate, LastModifiedDate {Filter}";

    private readonly JsonWriterOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private readonly QueryContext _context = new() { Clock = TimeProvider.System, UserId = "005000000000001AAA", ApiVersion = 66, BatchSize = 2000, UrlPrefix = "/services/data/v66.0" };
    private readonly OrgSchema _schema = OrgSchema.Standard();
    private Database _database = null!;
    private ReadLease _lease = null!;
    private QueryRunner _runner = null!;
    private CompiledRows _limited = null!;
    private RowCursor _cursor = null!;

    [GlobalSetup]
    public async Task FillAsync()
    {
        _database = new Database(path: null, _schema);
        RecordTable contacts = _database.Tables.Find("Contact")!;
        using (WriteLease writing = await _database.WriteAsync(CancellationToken.None))
        {
            for (int number = 0; number < Rows; number++)
                contacts.Insert(writing.Connection, Contact(contacts, number));
            writing.Commit();
        }
        _lease = await _database.ReadAsync(CancellationToken.None);
        _runner = new QueryRunner(_schema);
        _limited = (CompiledRows)_runner.Compile(Soql + " LIMIT 2000", _context);
        _cursor = _runner.Open(_lease.Connection.Connection, Soql, _context);
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        _lease.Dispose();
        await _database.DisposeAsync();
    }

    [Benchmark(Baseline = true, Description = "Microsoft.Data.Sqlite, the same SQL")]
    public int Sqlite() => Read(_limited.DirectSql, _limited.Parameters);

    [Benchmark(Description = "SOQL with LIMIT 2000, parsed, compiled, run, as JSON")]
    public int Limited()
    {
        ArrayBufferWriter<byte> buffer = new(1024 * 1024);
        using Utf8JsonWriter writer = new(buffer, _json);
        _runner.Run(_lease.Connection.Connection, Soql + " LIMIT 2000", _context, writer, _ => "0r8000000000001AAA");
        writer.Flush();
        return buffer.WrittenCount;
    }

    [Benchmark(Description = "SOQL without LIMIT: all keys, and the first page as JSON")]
    public int FirstPage()
    {
        ArrayBufferWriter<byte> buffer = new(1024 * 1024);
        using Utf8JsonWriter writer = new(buffer, _json);
        _runner.Run(_lease.Connection.Connection, Soql, _context, writer, _ => "0r8000000000001AAA");
        writer.Flush();
        return buffer.WrittenCount;
    }

    [Benchmark(Description = "a further page of an open cursor as JSON")]
    public int FurtherPage()
    {
        ArrayBufferWriter<byte> buffer = new(1024 * 1024);
        using Utf8JsonWriter writer = new(buffer, _json);
        _runner.WritePage(_lease.Connection.Connection, _cursor, 2000, writer, _ => "0r8000000000001AAA");
        writer.Flush();
        return buffer.WrittenCount;
    }

    private int Read(string sql, SqlParameters parameters)
    {
        using SqliteCommand command = _lease.Connection.Connection.CreateCommand();
        command.CommandText = sql;
        parameters.BindTo(command);
        using SqliteDataReader reader = command.ExecuteReader();
        int characters = 0;
        while (reader.Read())
        {
            for (int column = 0; column < reader.FieldCount; column++)
                characters += reader.IsDBNull(column) ? 0 : reader.GetString(column).Length;
        }

        return characters;
    }

    private static StoredRecord Contact(RecordTable table, int number)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        StoredRecord record = new(table.Schema);
        record.Set("Id", IdSequence.Make("003", number));
        record.Set("IsDeleted", value: false);
        foreach ((string field, string value) in (ReadOnlySpan<(string, string)>)
        [
            ("LastName", "Miller " + (number * 7919 % 100_003)), ("FirstName", "Ann " + text), ("Name", "Ann Miller"), ("Email", $"ann.{text}@example.com"), ("Phone", "+49 30 " + text), ("Title", "Engineer"),
            ("Department", "Dept " + (number % 50)), ("OwnerId", "005000000000001AAA"), ("MailingStreet", text + " Main Street"), ("MailingCity", "Berlin"),
            ("MailingState", "BE"), ("MailingPostalCode", "10115"), ("MailingCountry", "Germany"), ("LeadSource", "Web"), ("Birthdate", "1990-05-17"),
            ("Description", "Number " + text), ("CreatedDate", "2026-03-01T12:00:00.000Z"), ("LastModifiedDate", "2026-03-01T12:00:00.000Z"), ("SystemModstamp", "2026-03-01T12:00:00.000Z"),
        ])
        {
            record.Set(field, value);
        }
        record.Set("AccountId", number % 3 == 0 ? null : IdSequence.Make("001", number % 5000));
        record.Set("IsEmailBounced", number % 2 == 0);
        foreach (Emulator.Schema.FieldSchema field in table.Schema.Fields)
        {
            if (field.Type == Emulator.Schema.FieldType.Boolean && record[field] is null)
                record[field] = 0L;
        }
        return record;
    }
}
