using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Mapping.Conversion;

/// <summary>A JSON value handed through as it is.</summary>
internal sealed class JsonPassthrough(Type clrType) : FieldConverter
{
    public override Type ClrType => clrType;

    internal override bool IsMutable => true;

    public override object? ToWire(object? value) => value is null ? null : value as JToken ?? JToken.FromObject(value);

    public override object? FromWire(object? wire)
    {
        object? value = wire is null or JValue { Type: JTokenType.Null } || clrType == typeof(object)
            ? wire
            : WireValue.To<JToken>(wire);
        return value is null or JValue { Type: JTokenType.Null } ? null
            : clrType.IsInstanceOfType(value) ? value
            : throw WireValue.Misfit(clrType, value);
    }

    internal override bool AreSame(object? left, object? right) => WireEquality.AreSame(ToWire(left), ToWire(right));

    internal override object? Copy(object? value) => value is JToken token ? token.DeepClone() : value;
}

/// <summary>A property or type whose <c>[JsonConverter]</c> says how it reads and writes itself.</summary>
internal sealed class NewtonsoftConverter(Type clrType, JsonConverter converter) : FieldConverter
{
    private readonly JsonSerializer _serializer = JsonSerializer.Create(new JsonSerializerSettings
    {
        Converters = { converter },
        DateParseHandling = DateParseHandling.None,
    });

    public override Type ClrType => clrType;

    internal override bool IsMutable => !clrType.IsValueType && clrType != typeof(string);

    public override object? ToWire(object? value)
    {
        if (value is null)
            return null;
        using var writer = new JTokenWriter();
        converter.WriteJson(writer, value, _serializer);
        return writer.Token;
    }

    public override object? FromWire(object? wire)
    {
        if (wire is null)
            return null;
        using JsonReader reader = WireValue.To<JToken>(wire).CreateReader();
        reader.Read();
        return converter.ReadJson(reader, clrType, null, _serializer);
    }

    internal override bool AreSame(object? left, object? right) => WireEquality.AreSame(ToWire(left), ToWire(right));

    internal override object? Copy(object? value) => IsMutable ? FromWire(ToWire(value)) : value;
}
