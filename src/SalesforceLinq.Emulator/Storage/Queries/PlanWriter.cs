using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Soql.Binding;
using SalesforceLinq.Emulator.Storage.Compilation;

namespace SalesforceLinq.Emulator.Storage.Queries;

/// <summary>Writes how a query would be run, as <c>explain=</c> answers it; SQLite's own plan says whether an index leads.</summary>
internal sealed class PlanWriter(SqliteConnection connection, Utf8JsonWriter json)
{
    public void Write(CompiledQuery compiled)
    {
        BoundQuery query = compiled.Query;
        string sql = compiled switch
        {
            CompiledCount count => count.Sql,
            CompiledGroups groups => groups.Sql,
            CompiledRows rows => rows.KeysSql,
            _ => throw new InvalidOperationException($"No plan for {compiled.GetType().Name}."),
        };
        ObjectSchema table = query.Root.Object;
        long all = Number($"SELECT count(*) FROM {SqlText.Quote(table.Name)}", new SqlParameters());
        long found = compiled is CompiledRows ? Number($"SELECT count(*) FROM ({sql})", compiled.Parameters) : all;
        bool index = UsesIndex(sql, compiled.Parameters, query.Root.Alias);

        json.WriteStartObject();
        json.WriteStartArray("plans"u8);
        json.WriteStartObject();
        json.WriteNumber("cardinality"u8, found);
        json.WriteStartArray("fields"u8);
        if (index && query.Where is not null)
            json.WriteStringValue(LeadingField(query.Where) ?? "Id");
        json.WriteEndArray();
        json.WriteString("leadingOperationType"u8, index ? "Index" : "TableScan");
        json.WritePropertyName("relativeCost"u8);
        double cost = index ? (double)found / Math.Max(all, 1) : 1 + ((double)found / Math.Max(all, 1));
        json.WriteRawValue(cost.ToString("0.0###", CultureInfo.InvariantCulture));
        json.WriteNumber("sobjectCardinality"u8, all);
        json.WriteString("sobjectType"u8, table.Name);
        json.WriteStartArray("notes"u8);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string? LeadingField(BoundCondition condition) => condition switch
    {
        BoundAnd all => all.Parts.Select(LeadingField).FirstOrDefault(name => name is not null),
        BoundComparison comparison => comparison.Left.Name,
        BoundIn list => list.Left.Name,
        BoundLike like => like.Left.Name,
        BoundSpan span => span.Left.Name,
        BoundSemiJoin join => join.Left.Name,
        _ => null,
    };

    private long Number(string sql, SqlParameters parameters)
    {
        using SqliteCommand command = Statement.Prepare(connection, sql, parameters);
        return (long)command.ExecuteScalar()!;
    }

    private bool UsesIndex(string sql, SqlParameters parameters, string alias)
    {
        using SqliteCommand command = Statement.Prepare(connection, $"EXPLAIN QUERY PLAN {sql}", parameters);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (reader.GetString(3).StartsWith($"SEARCH {alias} USING", StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
