using Newtonsoft.Json;

namespace SalesforceLinq.Http.Json;

/// <summary>Reads and writes <see cref="SalesforceId"/> as a JSON string; null is the empty id.</summary>
internal sealed class SalesforceIdConverter : JsonConverter
{
    public override bool CanConvert(Type objectType) => objectType == typeof(SalesforceId) || objectType == typeof(SalesforceId?);

    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        if (reader.Value is string text)
            return SalesforceId.Parse(text);
        if (reader.TokenType == JsonToken.Null)
            return objectType == typeof(SalesforceId) ? default(SalesforceId) : null;
        throw new JsonSerializationException($"An id is a JSON string, not '{reader.TokenType}' (at '{reader.Path}').");
    }

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        if (value is SalesforceId { IsEmpty: false } id)
            writer.WriteValue(id.Value);
        else
            writer.WriteNull();
    }
}
