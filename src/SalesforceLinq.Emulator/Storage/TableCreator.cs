using System.Text;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Storage;

/// <summary>Makes the tables of a schema, and adds to those of an older file what they lack.</summary>
internal sealed class TableCreator(OrgSchema schema)
{
    public void Create(StoreConnection connection)
    {
        connection.Execute("CREATE TABLE IF NOT EXISTS \"emulator counter\" (Name TEXT PRIMARY KEY, Value INTEGER NOT NULL)");
        connection.Execute(
            "CREATE TABLE IF NOT EXISTS \"emulator password\" (UserId TEXT PRIMARY KEY, Salt BLOB NOT NULL, Hash BLOB NOT NULL, IsExpired INTEGER NOT NULL)");
        CursorTable.Create(connection);
        StoredSchema stored = new(schema, connection);
        stored.Adapt();
        Dictionary<string, HashSet<string>> known = Known(connection);
        foreach (ObjectSchema table in schema.Objects)
        {
            if (known.TryGetValue(table.Name, out HashSet<string>? columns))
                Complete(connection, table, columns);
            else
                connection.Execute(Definition(table));
            // Only the few rows in the recycle bin are in it: live rows pay nothing, and can be counted without being read.
            connection.Execute($"CREATE INDEX IF NOT EXISTS \"{table.Name} deleted\" ON \"{table.Name}\" (\"IsDeleted\") WHERE \"IsDeleted\" = 1");
            foreach (FieldSchema field in table.Fields)
            {
                if (Indexed(field))
                    connection.Execute($"CREATE INDEX IF NOT EXISTS \"{table.Name}.{field.Name}\" ON \"{table.Name}\" (\"{field.Name}\")");
            }
        }
        stored.Keep();
    }

    /// <summary>Removes all records.</summary>
    public static void Empty(StoreConnection connection, OrgSchema schema)
    {
        foreach (ObjectSchema table in schema.Objects)
            connection.Execute($"DELETE FROM \"{table.Name}\"");
        connection.Execute("DELETE FROM \"emulator counter\"");
        CursorTable.Clear(connection);
        connection.Execute("DELETE FROM \"emulator password\"");
    }

    private static Dictionary<string, HashSet<string>> Known(StoreConnection connection)
    {
        Dictionary<string, HashSet<string>> known = new(StringComparer.OrdinalIgnoreCase);
        connection.Each(
            "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'", [], reader =>
            {
                string table = reader.GetString(0);
                if (!known.TryGetValue(table, out HashSet<string>? columns))
                    known.Add(table, columns = new HashSet<string>(StringComparer.OrdinalIgnoreCase));
                columns.Add(reader.GetString(1));
            });
        return known;
    }

    private static string Definition(ObjectSchema table)
    {
        StringBuilder sql = new($"CREATE TABLE \"{table.Name}\" (");
        foreach (FieldSchema field in table.Fields)
        {
            if (field.Stored)
                sql.Append(Column(field)).Append(", ");
        }
        if (table.FindField("IsDeleted") is null)
            sql.Append("\"IsDeleted\" INTEGER NOT NULL DEFAULT 0, ");
        sql.Length -= 2;
        return sql.Append(')').ToString();
    }

    private static void Complete(StoreConnection connection, ObjectSchema table, HashSet<string> columns)
    {
        foreach (FieldSchema field in table.Fields)
        {
            if (field.Stored && !columns.Contains(field.Name))
                connection.Execute($"ALTER TABLE \"{table.Name}\" ADD COLUMN {Column(field)}");
        }
    }

    /// <summary>How a field's column is declared, without its name.</summary>
    public static string ColumnType(FieldSchema field) => field.Type switch
    {
        FieldType.Id => "TEXT NOT NULL PRIMARY KEY",
        FieldType.Reference or FieldType.Date or FieldType.DateTime or FieldType.Time => "TEXT",
        FieldType.Boolean => $"INTEGER NOT NULL DEFAULT {(field.DefaultValue == "true" ? 1 : 0)}",
        FieldType.Int => "INTEGER",
        FieldType.Double or FieldType.Currency or FieldType.Percent => "REAL",
        FieldType.Base64 => "BLOB",
        // What is unique with regard to case also compares with regard to case.
        _ => field.CaseSensitive ? "TEXT" : "TEXT COLLATE SALESFORCE",
    };

    private static string Column(FieldSchema field) => $"\"{field.Name}\" {ColumnType(field)}";

    private static bool Indexed(FieldSchema field) => field.Stored && field.Type switch
    {
        FieldType.Id => false,
        // Who made and changed a record is seldom asked for, and every index costs each insert.
        FieldType.Reference => field.Name is not ("CreatedById" or "LastModifiedById" or "MasterRecordId" or "RecordTypeId" or "OwnerId"),
        _ => field.ExternalId || field.Unique || field.IdLookup,
    };
}
