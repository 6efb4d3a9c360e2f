using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Storage.Compilation;

namespace SalesforceLinq.Emulator.Storage;

/// <summary>The rows of one object: read, insert and update by id.</summary>
internal sealed class RecordTable
{
    private readonly FieldSchema[] _columns;
    private readonly string _insert;
    private readonly string _select;

    public RecordTable(ObjectSchema schema)
    {
        Schema = schema;
        _columns = [.. schema.Fields.Where(field => field.Stored)];
        HasDeletedField = schema.FindField("IsDeleted") is not null;
        string names = string.Join(", ", _columns.Select(column => Quoted(column.Name)));
        _select = $"SELECT {names}, {Quoted("IsDeleted")} FROM {Quoted(schema.Name)} WHERE ";
        _insert = $"INSERT INTO {Quoted(schema.Name)} ({names}) VALUES ({string.Join(", ", _columns.Select((_, index) => StoreConnection.ParameterName(index)))})";
    }

    public ObjectSchema Schema { get; }

    /// <summary>Whether deleted rows can be told from live ones on the wire; where not, a delete removes the row.</summary>
    public bool HasDeletedField { get; }

    public StoredRecord? Find(StoreConnection connection, string id) =>
        Where(connection, "\"Id\" = $p0", id) is [StoredRecord record] ? record : null;

    /// <summary>Records for which a condition over <c>$p0 …</c> holds, deleted ones included.</summary>
    public List<StoredRecord> Where(StoreConnection connection, string condition, params ReadOnlySpan<object?> values)
    {
        List<StoredRecord> records = [];
        connection.Each(_select + condition, values, reader => records.Add(Read(reader)));
        return records;
    }

    // Runs for each sample record before the runtime would have compiled it well.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Insert(StoreConnection connection, StoredRecord record)
    {
        object?[] values = new object?[_columns.Length];
        for (int index = 0; index < values.Length; index++)
            values[index] = record[_columns[index]];
        connection.Execute(_insert, values);
    }

    /// <summary>Writes the fields in which a record differs from what is stored.</summary>
    public void Update(StoreConnection connection, StoredRecord before, StoredRecord after)
    {
        StringBuilder sql = new($"UPDATE {Quoted(Schema.Name)} SET ");
        List<object?> values = [];
        foreach (FieldSchema column in _columns)
        {
            if (Equals(before[column], after[column]))
                continue;
            if (values.Count > 0)
                sql.Append(", ");
            sql.Append(Quoted(column.Name)).Append(" = ").Append(StoreConnection.ParameterName(values.Count));
            values.Add(after[column]);
        }
        if (values.Count == 0)
            return;
        sql.Append(" WHERE \"Id\" = ").Append(StoreConnection.ParameterName(values.Count));
        values.Add(after.Id);
        connection.Execute(sql.ToString(), values.ToArray());
    }

    public void Remove(StoreConnection connection, string id) => connection.Execute($"DELETE FROM {Quoted(Schema.Name)} WHERE \"Id\" = $p0", id);

    /// <inheritdoc cref="SqlText.Quote"/>
    public static string Quoted(string name) => SqlText.Quote(name);

    private StoredRecord Read(SqliteDataReader reader)
    {
        StoredRecord record = new(Schema);
        for (int index = 0; index < _columns.Length; index++)
        {
            FieldSchema column = _columns[index];
            if (reader.IsDBNull(index))
                continue;
            record[column] = column.Type switch
            {
                FieldType.Boolean or FieldType.Int => reader.GetInt64(index),
                FieldType.Double or FieldType.Currency or FieldType.Percent => reader.GetDouble(index),
                FieldType.Base64 => reader.GetFieldValue<byte[]>(index),
                _ => reader.GetString(index),
            };
        }
        record.IsDeleted = reader.GetInt64(_columns.Length) != 0;
        return record;
    }
}
