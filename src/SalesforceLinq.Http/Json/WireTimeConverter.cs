using Newtonsoft.Json;

namespace SalesforceLinq.Http.Json;

/// <summary>Reads and writes the .NET date and time types in Salesforce's forms.</summary>
internal sealed class WireTimeConverter : JsonConverter
{
    public override bool CanConvert(Type objectType)
    {
        Type type = Nullable.GetUnderlyingType(objectType) ?? objectType;
        return type == typeof(DateTimeOffset) || type == typeof(DateTime) || type == typeof(DateOnly) || type == typeof(TimeOnly);
    }

    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        Type type = Nullable.GetUnderlyingType(objectType) ?? objectType;
        if (reader.TokenType == JsonToken.Null)
            return Nullable.GetUnderlyingType(objectType) is not null ? null : throw Unfit(reader, type, "null");
        if (reader.Value is not string text)
            throw Unfit(reader, type, $"'{reader.Value}'");

        try
        {
            if (type == typeof(DateTimeOffset))
                return WireTime.Moment(text);
            if (type == typeof(DateTime))
                return WireTime.Moment(text).UtcDateTime;
            return type == typeof(DateOnly) ? WireTime.Date(text) : WireTime.Time(text);
        }
        catch (FormatException)
        {
            throw Unfit(reader, type, $"'{text}'");
        }
    }

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) => writer.WriteValue(value switch
    {
        DateTimeOffset moment => WireTime.Text(moment),
        DateTime moment => WireTime.Text(moment),
        DateOnly date => WireTime.Text(date),
        TimeOnly time => WireTime.Text(time),
        _ => null,
    });

    private static JsonSerializationException Unfit(JsonReader reader, Type type, string value) =>
        new($"The value {value} at '{reader.Path}' does not fit a {type.Name}.");
}
