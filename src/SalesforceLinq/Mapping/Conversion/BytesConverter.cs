namespace SalesforceLinq.Mapping.Conversion;

/// <summary>
/// Bytes travel as base64 text. A query answers a base64 field with the address of its content and not with the content: that is read as null.
/// </summary>
/// <remarks>Source: REST API Developer Guide, "Insert or Update Blob Data" and "SObject Blob Get".</remarks>
internal sealed class BytesConverter : FieldConverter
{
    private const string AddressStart = "/services/data/";

    public override Type ClrType => typeof(byte[]);

    internal override bool IsMutable => true;

    internal override Type WireType => typeof(string);

    public override object? ToWire(object? value) => value is byte[] bytes ? Convert.ToBase64String(bytes) : null;

    public override object? FromWire(object? wire)
    {
        if (wire is null)
            return null;
        string text = WireValue.To<string>(wire);
        if (text.StartsWith(AddressStart, StringComparison.Ordinal))
            return null;
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw WireValue.Misfit(typeof(byte[]), wire);
        }
    }

    internal override bool AreSame(object? left, object? right) =>
        ((byte[]?)left).AsSpan().SequenceEqual(((byte[]?)right).AsSpan());

    internal override object? Copy(object? value) => (value as byte[])?.Clone();
}
