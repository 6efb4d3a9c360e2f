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
        long all = Number($"SELECT count(*) FROM {SqlText.Quote(query.Root.Object.Name)}", new SqlParameters());
        long found = compiled is CompiledRows ? Number($"SELECT count(*) FROM ({sql})", compiled.Parameters) : all;
        double share = (double)found / Math.Max(all, 1);
        json.WriteStartObject();
        json.WriteStartArray("plans"u8);

        // The cheapest plan comes first: it is the one that would be run.
        if (query.Where is not null && UsesIndex(sql, compiled.Parameters, query.Root.Alias))
            WritePlan(query, LeadingField(query.Where) ?? "Id", found, all, share);
        WritePlan(query, null, found, all, 1 + share);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WritePlan(BoundQuery query, string? leading, long found, long all, double cost)
    {
        json.WriteStartObject();
        json.WriteNumber("cardinality"u8, found);
        json.WriteStartArray("fields"u8);
        if (leading is not null)
            json.WriteStringValue(leading);
        json.WriteEndArray();
        json.WriteString("leadingOperationType"u8, leading is null ? "TableScan" : "Index");
        json.WriteStartArray("notes"u8);
        if (!query.IncludeDeleted)
            WriteNote(query, "IsDeleted");
        foreach (string field in Fields(query.Where).OfType<FieldSchema>().Where(IsUnindexed).Select(field => field.Name).Distinct())
            WriteNote(query, field);
        json.WriteEndArray();
        json.WritePropertyName("relativeCost"u8);
        json.WriteRawValue(cost.ToString("0.0###", CultureInfo.InvariantCulture));
        json.WriteNumber("sobjectCardinality"u8, all);
        json.WriteString("sobjectType"u8, query.Root.Object.Name);
        json.WriteEndObject();
    }

    private void WriteNote(BoundQuery query, string field)
    {
        json.WriteStartObject();
        json.WriteString("description"u8, "Not considering filter for optimization because unindexed");
        json.WriteStartArray("fields"u8);
        json.WriteStringValue(field);
        json.WriteEndArray();
        json.WriteString("tableEnumOrId"u8, query.Root.Object.Name);
        json.WriteEndObject();
    }

    private static bool IsUnindexed(FieldSchema field) =>
        field is { Type: not (FieldType.Id or FieldType.Reference), ExternalId: false, Unique: false, IdLookup: false };

    private static IEnumerable<FieldSchema?> Fields(BoundCondition? condition) => condition switch
    {
        BoundAnd all => all.Parts.SelectMany(Fields),
        BoundOr either => either.Parts.SelectMany(Fields),
        BoundNot negation => Fields(negation.Inner),
        BoundComparison comparison => [FieldOf(comparison.Left)],
        BoundIn list => [FieldOf(list.Left)],
        BoundLike like => [FieldOf(like.Left)],
        BoundSpan span => [FieldOf(span.Left)],
        BoundIsNull test => [FieldOf(test.Left)],
        BoundIncludes includes => [FieldOf(includes.Left)],
        BoundSameSet same => [FieldOf(same.Left)],
        _ => [],
    };

    private static FieldSchema? FieldOf(BoundValue value) => value switch
    {
        ColumnValue { Source.Optional: false } column => column.Field,
        LabelValue label => FieldOf(label.Argument),
        DateFunctionValue function => FieldOf(function.Argument),
        _ => null,
    };

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
