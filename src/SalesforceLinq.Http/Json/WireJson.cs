using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http.Json;

/// <summary>The one way this client reads and writes JSON: dates stay text until a property asks for more, decimals keep their digits, culture is invariant.</summary>
internal static class WireJson
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Serializer for bodies and answers. Null is written as null: leaving a field out and emptying it are different requests.</summary>
    public static JsonSerializer Serializer { get; } = JsonSerializer.Create(new JsonSerializerSettings
    {
        Culture = CultureInfo.InvariantCulture,
        DateParseHandling = DateParseHandling.None,
        FloatParseHandling = FloatParseHandling.Decimal,
        NullValueHandling = NullValueHandling.Include,
        MetadataPropertyHandling = MetadataPropertyHandling.Ignore,
        MaxDepth = 256,
        Converters = { new SalesforceIdConverter(), new WireTimeConverter(), new StringEnumConverter() },
    });

    public static JsonTextReader Reader(TextReader text) => new(text)
    {
        Culture = CultureInfo.InvariantCulture,
        DateParseHandling = DateParseHandling.None,
        FloatParseHandling = FloatParseHandling.Decimal,
        MaxDepth = 256,
    };

    public static JsonTextReader Reader(byte[] utf8, int length) =>
        Reader(new StreamReader(new MemoryStream(utf8, 0, length, writable: false), Utf8));

    /// <summary>Reads one whole JSON text; anything after it is an error.</summary>
    public static JToken Token(byte[] utf8, int length)
    {
        using JsonTextReader reader = Reader(utf8, length);
        JToken token = JToken.ReadFrom(reader);
        if (reader.Read())
            throw new JsonReaderException($"Unexpected '{reader.Value ?? reader.TokenType}' after the end of the JSON text.");
        return token;
    }

    /// <summary>Writes a JSON text as UTF-8.</summary>
    public static void Write(Stream utf8, Action<JsonTextWriter> write)
    {
        using var text = new StreamWriter(utf8, Utf8, bufferSize: 4096, leaveOpen: true);
        using var json = new JsonTextWriter(text) { Culture = CultureInfo.InvariantCulture, CloseOutput = false };
        write(json);
    }

    /// <summary>Writes a JSON text as UTF-8.</summary>
    public static byte[] Bytes(Action<JsonTextWriter> write)
    {
        using MemoryStream bytes = new();
        Write(bytes, write);
        return bytes.ToArray();
    }

    /// <summary>Writes any object as a JSON text in UTF-8.</summary>
    public static byte[] Bytes(object value) => Bytes(json => Serializer.Serialize(json, value));

    /// <summary>The same object as a JSON object; null when it is written as something else.</summary>
    public static JObject? Object(object value) => value as JObject ?? JToken.FromObject(value, Serializer) as JObject;
}
