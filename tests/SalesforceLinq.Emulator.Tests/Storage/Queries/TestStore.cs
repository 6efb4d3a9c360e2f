using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Soql.Binding;
using SalesforceLinq.Emulator.Soql.Refusals;
using SalesforceLinq.Emulator.Storage.Compilation;
using SalesforceLinq.Emulator.Storage.Queries;

namespace SalesforceLinq.Emulator.Tests.Storage.Queries;

/// <summary>Tables of a schema in memory, filled row by row, and asked by SOQL.</summary>
internal sealed class TestStore : IDisposable
{
    private readonly Dictionary<string, int> _serials = [];

    public TestStore(OrgSchema? schema = null)
    {
        Schema = schema ?? OrgSchema.Standard();
        Connection = new SqliteConnection("Data Source=:memory:");
        Connection.Open();
        SqlFunctions.Register(Connection);
        foreach (ObjectSchema table in Schema.Objects)
            Execute($"CREATE TABLE \"{table.Name}\" ({string.Join(",", Columns(table))})");
        Context = new QueryContext { Clock = new FakeTimeProvider(new DateTimeOffset(2024, 10, 8, 15, 0, 0, TimeSpan.Zero)), UserId = "005000000000001AAA" };
    }

    public OrgSchema Schema { get; }

    public SqliteConnection Connection { get; }

    public QueryContext Context { get; set; }

    /// <summary>Cursors that answers have left behind, by locator.</summary>
    public Dictionary<string, RowCursor> Cursors { get; } = [];

    public string Insert(string table, params (string Field, object? Value)[] values)
    {
        string id = IdOf(table, _serials[table] = _serials.GetValueOrDefault(table) + 1);
        using SqliteCommand command = Connection.CreateCommand();
        List<(string Field, object? Value)> all = [("Id", id), .. values];
        command.CommandText = $"INSERT INTO \"{table}\" ({string.Join(",", all.Select(pair => $"\"{pair.Field}\""))}) " +
            $"VALUES ({string.Join(",", all.Select((_, index) => $"$v{index}"))})";
        for (int i = 0; i < all.Count; i++)
            command.Parameters.AddWithValue($"$v{i}", all[i].Value ?? DBNull.Value);
        command.ExecuteNonQuery();
        return id;
    }

    public string IdOf(string table, int serial)
    {
        string prefix = Schema.Find(table)!.KeyPrefix ?? "a00";
        RecordId.TryNormalize($"{prefix}{serial.ToString("D12", CultureInfo.InvariantCulture)}", out string id).Should().BeTrue();
        return id;
    }

    public void Execute(string sql)
    {
        using SqliteCommand command = Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public JsonObject Query(string soql) => Written(json => new QueryRunner(Schema).Run(Connection, soql, Context, json, Keep));

    public JsonObject Page(string nextRecordsUrl)
    {
        string[] parts = nextRecordsUrl[(nextRecordsUrl.LastIndexOf('/') + 1)..].Split('-');
        return Written(json => new QueryRunner(Schema).WritePage(
            Connection, Cursors[parts[0]], int.Parse(parts[1], CultureInfo.InvariantCulture), json, Keep));
    }

    /// <summary>The records' members but attributes, joined: <c>Acme,3</c>.</summary>
    public List<string> Rows(string soql) => [.. Query(soql)["records"]!.AsArray().Select(record => Text(record!.AsObject()))];

    public SoqlException Refusal(string soql)
    {
        Action run = () => Query(soql);
        return run.Should().Throw<SoqlException>().Which;
    }

    public void Dispose() => Connection.Dispose();

    private static string Text(JsonObject record) => string.Join(
        ",", record.Where(member => member.Key != "attributes").Select(member => member.Value switch
        {
            null => "null",
            JsonObject nested when nested.ContainsKey("records") => $"[{string.Join(";", nested["records"]!.AsArray().Select(row => Text(row!.AsObject())))}]",
            JsonObject nested => $"{{{Text(nested)}}}",
            JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
            { } value => value.ToJsonString(),
        }));

    public static JsonObject Written(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            write(json);
        return JsonNode.Parse(Encoding.UTF8.GetString(buffer.WrittenSpan))!.AsObject();
    }

    private static IEnumerable<string> Columns(ObjectSchema table)
    {
        foreach (FieldSchema field in table.Fields.Where(field => field.Stored))
        {
            yield return field.Type switch
            {
                FieldType.Id => "\"Id\" TEXT NOT NULL PRIMARY KEY",
                FieldType.Reference or FieldType.Date or FieldType.DateTime or FieldType.Time => $"\"{field.Name}\" TEXT",
                FieldType.Boolean => $"\"{field.Name}\" INTEGER NOT NULL DEFAULT 0",
                FieldType.Int => $"\"{field.Name}\" INTEGER",
                FieldType.Double or FieldType.Currency or FieldType.Percent => $"\"{field.Name}\" REAL",
                FieldType.Base64 => $"\"{field.Name}\" BLOB",
                _ => $"\"{field.Name}\" TEXT{(field.CaseSensitive ? "" : " COLLATE SALESFORCE")}",
            };
        }

        if (table.FindField("IsDeleted") is null)
            yield return "\"IsDeleted\" INTEGER NOT NULL DEFAULT 0";
    }

    private string Keep(RowCursor cursor)
    {
        foreach ((string known, RowCursor kept) in Cursors)
        {
            if (ReferenceEquals(kept, cursor))
                return known;
        }

        string locator = $"0r8{Cursors.Count:D15}";
        Cursors.Add(locator, cursor);
        return locator;
    }
}
