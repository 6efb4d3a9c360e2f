using Newtonsoft.Json.Linq;
using SalesforceLinq.Http;

namespace SalesforceLinq.Mapping.Conversion;

/// <summary>A <see cref="SalesforceId"/> travels as text; the empty id is null.</summary>
internal sealed class IdConverter : FieldConverter
{
    public override Type ClrType => typeof(SalesforceId);

    internal override bool IsDirect => true;

    internal override Type WireType => typeof(string);

    public override object? ToWire(object? value) => value is SalesforceId { IsEmpty: false } id ? id.Value : null;

    public override object? FromWire(object? wire)
    {
        if (wire is null)
            return null;
        return SalesforceId.TryParse(WireValue.To<string>(wire), out SalesforceId id) ? id : throw WireValue.Misfit(typeof(SalesforceId), wire);
    }

    internal override bool AreSame(object? left, object? right) => Equals(ToWire(left), ToWire(right));
}

/// <summary>A compound value that arrives as a JSON object: <see cref="Address"/>, <see cref="Location"/>.</summary>
internal sealed class CompoundConverter<T> : FieldConverter<T, JToken>
    where T : class
{
    internal override Type WireType => typeof(T);

    protected override JToken Write(T value) => JToken.FromObject(value);

    protected override T Read(JToken wire) => wire.ToObject<T>() ?? throw WireValue.Misfit(typeof(T), wire);
}
