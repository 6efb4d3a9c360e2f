using System.Text.Json;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Soql.Binding;

namespace SalesforceLinq.Emulator.Storage.Queries;

/// <summary>Writes what a query's columns are, as <c>columns=true</c> answers it.</summary>
internal sealed class ColumnMetadataWriter(Utf8JsonWriter json)
{
    public void Write(BoundQuery query)
    {
        json.WriteStartObject();
        json.WriteStartArray("columnMetadata"u8);
        if (query.Row is not null)
            WriteMembers(query.Row);
        foreach (ValueMember column in query.Columns)
            WriteGroupColumn(column);
        json.WriteEndArray();
        json.WriteString("entityName"u8, query.Root.Object.Name);
        json.WriteBoolean("groupBy"u8, query.GroupBy.Count > 0);
        json.WriteBoolean("idSelected"u8, query.Row?.Members.Exists(member => member.Name == "Id") ?? false);
        json.WriteString("keyPrefix"u8, query.Root.Object.KeyPrefix);
        json.WriteEndObject();
    }

    private static string ApexType(FieldType type) => type switch
    {
        FieldType.Id or FieldType.Reference => "Id",
        FieldType.Boolean => "Boolean",
        FieldType.Int => "Integer",
        FieldType.Double or FieldType.Currency or FieldType.Percent => "Double",
        FieldType.Date => "Date",
        FieldType.DateTime => "Datetime",
        FieldType.Time => "Time",
        FieldType.Base64 => "Blob",
        FieldType.Address or FieldType.Location => "ComplexType",
        _ => "String",
    };

    private void WriteMembers(BoundRow row)
    {
        foreach (BoundMember member in row.Members)
        {
            switch (member)
            {
                case ValueMember { Value: ColumnValue column } value:
                    WriteColumn(value.Name, value.Name, column.Type, column.Field, aggregate: false);
                    break;
                case ValueMember value:
                    WriteColumn(value.Name, value.Name, value.Value.Type, null, aggregate: false);
                    break;
                case CompoundMember compound:
                    WriteColumn(compound.Name, compound.Name, FieldType.Address, null, aggregate: false);
                    break;
                case ParentMember parent:
                    WriteColumn(parent.Name, parent.Name, FieldType.Reference, null, aggregate: false, parent.Row);
                    break;
                case TypeofMember type:
                    WriteColumn(type.Name, type.Name, FieldType.Reference, null, aggregate: false, type.Otherwise);
                    break;
                case ChildrenMember children:
                    WriteColumn(children.Name, children.Name, FieldType.Reference, null, aggregate: true, children.Query.Row);
                    break;
            }
        }
    }

    private void WriteGroupColumn(ValueMember column)
    {
        bool aggregate = column.Value is not (ColumnValue or PolymorphicValue);
        string display = column.Value is AggregateValue value ? $"{FunctionName(value.Function)}({value.Argument.Name})" : column.Name;
        WriteColumn(column.Name, display, column.Value.Type, (column.Value as ColumnValue)?.Field, aggregate);
    }

    private static string FunctionName(AggregateFunction function) => function switch
    {
        AggregateFunction.Count => "count",
        AggregateFunction.CountDistinct => "count_distinct",
        AggregateFunction.Sum => "sum",
        AggregateFunction.Average => "avg",
        AggregateFunction.Minimum => "min",
        _ => "max",
    };

    private void WriteColumn(string name, string display, FieldType type, FieldSchema? field, bool aggregate, BoundRow? joined = null)
    {
        json.WriteStartObject();
        json.WriteBoolean("aggregate"u8, aggregate);
        json.WriteString("apexType"u8, ApexType(type));
        json.WriteBoolean("booleanType"u8, type == FieldType.Boolean);
        json.WriteString("columnName"u8, name);
        json.WriteBoolean("custom"u8, field?.Custom ?? false);
        json.WriteString("displayName"u8, display);
        json.WriteString("foreignKeyName"u8, field?.RelationshipName);
        json.WriteBoolean("insertable"u8, field?.Createable ?? false);
        json.WriteStartArray("joinColumns"u8);
        if (joined is not null)
            WriteMembers(joined);
        json.WriteEndArray();
        json.WriteBoolean("numberType"u8, type is FieldType.Int or FieldType.Double or FieldType.Currency or FieldType.Percent);
        json.WriteBoolean("textType"u8, ApexType(type) is "String" or "Id");
        json.WriteBoolean("updatable"u8, field?.Updateable ?? false);
        json.WriteEndObject();
    }
}
