namespace SalesforceLinq.Mapping.Conversion;

/// <summary>Bytes travel as base64 text.</summary>
/// <remarks>Source: REST API Developer Guide, "Insert or Update Blob Data"; recorded: ContentVersion.VersionData is written as base64.</remarks>
internal sealed class BytesConverter : FieldConverter
{
    public override Type ClrType => typeof(byte[]);

    internal override bool IsMutable => true;

    public override object? ToWire(object? value) => value is byte[] bytes ? Convert.ToBase64String(bytes) : null;

    public override object? FromWire(object? wire)
    {
        if (wire is null)
            return null;
        string text = WireValue.To<string>(wire);
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
