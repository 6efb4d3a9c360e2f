using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using SalesforceLinq.Emulator.Bulk.Csv;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Soql.Binding;

namespace SalesforceLinq.Emulator.Bulk.Extraction;

/// <summary>Turns records, as a query answers them in JSON, into what a bulk query answers.</summary>
internal abstract class ExtractFormat(BoundRow row)
{
    protected BoundRow Row { get; } = row;

    public virtual byte[] Head => [];

    public virtual byte[] Tail => [];

    /// <summary>The format of a job.</summary>
    public static ExtractFormat Of(string contentType, CsvDialect dialect, BoundRow row) => contentType switch
    {
        "JSON" => new JsonExtract(row),
        "XML" => new XmlExtract(row),
        _ => new CsvExtract(dialect, row),
    };

    /// <param name="records">An array of records.</param>
    /// <param name="isFirst">Whether nothing stands before them.</param>
    public abstract byte[] Write(JsonElement records, bool isFirst);

    /// <summary>A value as text; null and a missing parent are empty.</summary>
    protected static string Text(JsonElement value, FieldType type) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        // REST answers …+0000, bulk answers …Z.
        JsonValueKind.String when type == FieldType.DateTime => value.GetString()!.Replace("+0000", "Z", StringComparison.Ordinal),
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };
}

/// <summary>One line a record; a parent's field is named by its path.</summary>
internal sealed class CsvExtract : ExtractFormat
{
    private readonly CsvWriter _writer;
    private readonly List<(string[] Path, FieldType Type)> _columns = [];

    public CsvExtract(CsvDialect dialect, BoundRow row)
        : base(row)
    {
        _writer = new CsvWriter(dialect);
        Collect(row, []);
    }

    public override byte[] Head
    {
        get
        {
            foreach ((string[] path, _) in _columns)
                _writer.Value(string.Join('.', path));
            _writer.EndRecord();
            return _writer.Take();
        }
    }

    public override byte[] Write(JsonElement records, bool isFirst)
    {
        foreach (JsonElement record in records.EnumerateArray())
        {
            foreach ((string[] path, FieldType type) in _columns)
            {
                JsonElement value = record;
                foreach (string step in path)
                    value = value.ValueKind == JsonValueKind.Object && value.TryGetProperty(step, out JsonElement member) ? member : default;
                _writer.Value(Text(value, type));
            }
            _writer.EndRecord();
        }
        return _writer.Take();
    }

    private void Collect(BoundRow row, string[] path)
    {
        foreach (BoundMember member in row.Members)
        {
            if (member is ValueMember value)
                _columns.Add(([.. path, value.Name], value.Value.Type));
            else if (member is ParentMember parent)
                Collect(parent.Row, [.. path, parent.Name]);
        }
    }
}

/// <summary>An array of records, in which days and moments are milliseconds since 1970.</summary>
internal sealed class JsonExtract(BoundRow row) : ExtractFormat(row)
{
    public override byte[] Head => "["u8.ToArray();

    public override byte[] Tail => "]"u8.ToArray();

    public override byte[] Write(JsonElement records, bool isFirst)
    {
        ArrayBufferWriter<byte> bytes = new();
        foreach (JsonElement record in records.EnumerateArray())
        {
            if (!isFirst)
                bytes.Write(","u8);
            isFirst = false;
            using Utf8JsonWriter json = new(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
            Record(json, record, Row);
        }
        return bytes.WrittenSpan.ToArray();
    }

    private static void Record(Utf8JsonWriter json, JsonElement record, BoundRow row)
    {
        json.WriteStartObject();
        json.WritePropertyName("attributes");
        record.GetProperty("attributes").WriteTo(json);
        foreach (BoundMember member in row.Members)
        {
            json.WritePropertyName(member.Name);
            JsonElement value = record.GetProperty(member.Name);
            if (member is ParentMember parent && value.ValueKind == JsonValueKind.Object)
                Record(json, value, parent.Row);
            else if (member is ValueMember { Value.Type: FieldType.Date or FieldType.DateTime } && value.ValueKind == JsonValueKind.String)
                json.WriteNumberValue(DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds());
            else
                value.WriteTo(json);
        }
        json.WriteEndObject();
    }
}

/// <summary>A <c>queryResult</c> of <c>records</c>.</summary>
internal sealed class XmlExtract(BoundRow row) : ExtractFormat(row)
{
    private const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    public override byte[] Head =>
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><queryResult xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"u8.ToArray();

    public override byte[] Tail => "</queryResult>"u8.ToArray();

    public override byte[] Write(JsonElement records, bool isFirst)
    {
        using MemoryStream stream = new();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { ConformanceLevel = ConformanceLevel.Fragment, Encoding = new System.Text.UTF8Encoding(false), CheckCharacters = false }))
        {
            foreach (JsonElement record in records.EnumerateArray())
                Record(xml, "records", record, Row);
        }
        return stream.ToArray();
    }

    private static void Record(XmlWriter xml, string name, JsonElement record, BoundRow row)
    {
        xml.WriteStartElement(name);
        xml.WriteAttributeString("xsi", "type", Instance, "sObject");
        xml.WriteElementString("type", record.GetProperty("attributes").GetProperty("type").GetString());
        foreach (BoundMember member in row.Members)
        {
            JsonElement value = record.GetProperty(member.Name);
            if (member is ParentMember parent && value.ValueKind == JsonValueKind.Object)
            {
                Record(xml, member.Name, value, parent.Row);
                continue;
            }
            xml.WriteStartElement(member.Name);
            if (value.ValueKind == JsonValueKind.Null)
                xml.WriteAttributeString("xsi", "nil", Instance, "true");
            else
                xml.WriteString(Text(value, (member as ValueMember)?.Value.Type ?? FieldType.String));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }
}
