using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesforceLinq.Benchmarks.Peers;

/// <summary>System.Text.Json cannot read <c>+0000</c> as an offset; its users write this converter.</summary>
public sealed class SalesforceDateTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        HandWrittenReader.ReadInstant(reader.ValueSpan);

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
}
