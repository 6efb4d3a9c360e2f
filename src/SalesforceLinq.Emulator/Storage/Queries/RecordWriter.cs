using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Storage.Compilation;
using SQLitePCL;

namespace SalesforceLinq.Emulator.Storage.Queries;

/// <summary>Writes the record a result row holds, column by column and without strings in between.</summary>
internal sealed class RecordWriter(Utf8JsonWriter json, OrgSchema schema, string urlPrefix, Action<ChildrenPlan> writeChildren)
{
    private static readonly JsonEncodedText Attributes = JsonEncodedText.Encode("attributes");
    private static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
    private static readonly JsonEncodedText Url = JsonEncodedText.Encode("url");

    private readonly Dictionary<ObjectSchema, RecordHead> _heads = [];

    public void Write(sqlite3_stmt row, RowPlan plan)
    {
        json.WriteStartObject();
        WriteAttributes(plan.Object ?? ObjectOf(row, plan.IdOrdinal), row, plan.IdOrdinal);
        foreach (MemberPlan member in plan.Members)
            WriteMember(row, member);
        json.WriteEndObject();
    }

    /// <summary>Writes a value that is not null.</summary>
    public static void WriteValue(Utf8JsonWriter json, sqlite3_stmt row, FieldPlan field)
    {
        int type = raw.sqlite3_column_type(row, field.Ordinal);
        if (type == raw.SQLITE_NULL)
        {
            json.WriteNull(field.Name);
            return;
        }

        switch (field.Form)
        {
            case ValueForm.Boolean:
                json.WriteBoolean(field.Name, raw.sqlite3_column_int(row, field.Ordinal) != 0);
                break;
            case ValueForm.Integer:
                json.WriteNumber(field.Name, raw.sqlite3_column_int64(row, field.Ordinal));
                break;
            case ValueForm.Decimal:
                json.WritePropertyName(field.Name);
                WriteDecimal(json, raw.sqlite3_column_double(row, field.Ordinal));
                break;
            case ValueForm.DateTime:
                WriteDateTime(json, field.Name, raw.sqlite3_column_blob(row, field.Ordinal));
                break;
            default:
                json.WriteString(field.Name, raw.sqlite3_column_blob(row, field.Ordinal));
                break;
        }
    }

    private static void WriteDateTime(Utf8JsonWriter json, JsonEncodedText name, ReadOnlySpan<byte> stored)
    {
        // 2024-10-08T15:05:08.000Z is stored, 2024-10-08T15:05:08.000+0000 is answered.
        Span<byte> text = stackalloc byte[28];
        if (stored.Length != 24)
        {
            json.WriteString(name, stored);
            return;
        }

        stored[..23].CopyTo(text);
        "+0000"u8.CopyTo(text[23..]);
        json.WriteString(name, text);
    }

    private static void WriteDecimal(Utf8JsonWriter json, double value)
    {
        Span<byte> text = stackalloc byte[64];
        int length;
        if (Math.Abs(value) < 1e15 && Math.Truncate(value) == value)
        {
            Utf8Formatter.TryFormat((long)value, text, out length);
            text[length++] = (byte)'.';
            text[length++] = (byte)'0';
        }
        else
        {
            value.TryFormat(text, out length, "R", CultureInfo.InvariantCulture);
        }

        json.WriteRawValue(text[..length], skipInputValidation: true);
    }

    private void WriteMember(sqlite3_stmt row, MemberPlan member)
    {
        switch (member)
        {
            case FieldPlan field:
                WriteValue(json, row, field);
                break;
            case ParentPlan parent when IsNull(row, parent.Row.IdOrdinal):
                json.WriteNull(parent.Name);
                break;
            case ParentPlan parent:
                json.WritePropertyName(parent.Name);
                Write(row, parent.Row);
                break;
            case ChildrenPlan children:
                json.WritePropertyName(children.Name);
                writeChildren(children);
                break;
            case CompoundPlan compound:
                WriteCompound(row, compound);
                break;
            case BlobPlan blob:
                WriteBlob(row, blob);
                break;
            case TypeofPlan type:
                WriteTypeof(row, type);
                break;
        }
    }

    private void WriteCompound(sqlite3_stmt row, CompoundPlan compound)
    {
        if (compound.Parts.All(part => IsNull(row, part.Ordinal)))
        {
            json.WriteNull(compound.Name);
            return;
        }

        json.WriteStartObject(compound.Name);
        foreach (FieldPlan part in compound.Parts)
            WriteValue(json, row, part);
        json.WriteEndObject();
    }

    private void WriteBlob(sqlite3_stmt row, BlobPlan blob)
    {
        if (IsNull(row, blob.Ordinal))
            json.WriteNull(blob.Name);
        else
            json.WriteString(blob.Name, $"{urlPrefix}/sobjects/{blob.ObjectName}/{TextOf(row, blob.IdOrdinal)}/{blob.FieldName}");
    }

    private void WriteTypeof(sqlite3_stmt row, TypeofPlan type)
    {
        if (IsNull(row, type.IdOrdinal))
        {
            json.WriteNull(type.Name);
            return;
        }

        ObjectSchema? found = ObjectOf(row, type.IdOrdinal);
        RowPlan plan = type.Branches.FirstOrDefault(branch => branch.Object == found && !IsNull(row, branch.IdOrdinal)) ?? type.Otherwise;
        json.WritePropertyName(type.Name);
        Write(row, plan);
    }

    private void WriteAttributes(ObjectSchema? table, sqlite3_stmt row, int idOrdinal)
    {
        json.WriteStartObject(Attributes);
        if (table is null)
        {
            json.WriteString(Type, "Name");
        }
        else
        {
            if (!_heads.TryGetValue(table, out RecordHead? head))
                _heads.Add(table, head = new RecordHead(table.Name, $"{urlPrefix}/sobjects/{table.Name}/"));
            json.WriteString(Type, head.Type);
            json.WriteString(Url, head.UrlOf(raw.sqlite3_column_blob(row, idOrdinal)));
        }

        json.WriteEndObject();
    }

    private ObjectSchema? ObjectOf(sqlite3_stmt row, int idOrdinal)
    {
        string id = TextOf(row, idOrdinal);
        return id.Length < 3 ? null : schema.FindByKeyPrefix(id[..3]);
    }

    private static bool IsNull(sqlite3_stmt row, int ordinal) => raw.sqlite3_column_type(row, ordinal) == raw.SQLITE_NULL;

    private static string TextOf(sqlite3_stmt row, int ordinal) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(row, ordinal));

    /// <summary>The attributes of an object's records, all but the id.</summary>
    private sealed class RecordHead(string type, string url)
    {
        private readonly int _prefixLength = Encoding.UTF8.GetByteCount(url);
        private byte[] _url = Encoding.UTF8.GetBytes(url + new string(' ', 18));

        public JsonEncodedText Type { get; } = JsonEncodedText.Encode(type, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

        public ReadOnlySpan<byte> UrlOf(ReadOnlySpan<byte> id)
        {
            if (_prefixLength + id.Length > _url.Length)
                Array.Resize(ref _url, _prefixLength + id.Length);
            id.CopyTo(_url.AsSpan(_prefixLength));
            return _url.AsSpan(0, _prefixLength + id.Length);
        }
    }
}
