namespace SalesforceLinq.Mapping.Conversion;

/// <summary>An enum is a picklist.</summary>
internal sealed class EnumConverter<T> : FieldConverter<T, string>
    where T : struct, Enum
{
    internal override IReadOnlyCollection<string> PicklistTexts => PicklistEnum<T>.Instance.Declared;

    protected override string Write(T value) => PicklistEnum<T>.Instance.TextOf(value);

    protected override T Read(string wire) => PicklistEnum<T>.Instance.ValueOf(wire);
}

/// <summary>A flags enum is a multi-select picklist: its texts joined by semicolons.</summary>
internal sealed class FlagsConverter<T> : FieldConverter<T, string>
    where T : struct, Enum
{
    internal override IReadOnlyCollection<string> PicklistTexts => PicklistEnum<T>.Instance.Declared;

    protected override string Write(T value) => string.Join(';', PicklistEnum<T>.Instance.TextsOf(value));

    protected override T Read(string wire) => PicklistEnum<T>.Instance.Combine(MultiPicklist.Split(wire));
}

/// <summary>How a multi-select picklist travels.</summary>
internal static class MultiPicklist
{
    public static string[] Split(string wire) => wire.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>A list, array or set of texts or enums is a multi-select picklist. Its order means nothing.</summary>
internal sealed class PicklistSetConverter<TCollection, TItem>(
    FieldConverter items, Func<IEnumerable<TItem>, TCollection> create) : FieldConverter
    where TCollection : class, IEnumerable<TItem>
{
    public override Type ClrType => typeof(TCollection);

    internal override bool IsMutable => true;

    internal override Type WireType => typeof(string);

    internal override IReadOnlyCollection<string>? PicklistTexts => items.PicklistTexts;

    public override object? ToWire(object? value)
    {
        if (value is null)
            return null;
        string text = string.Join(';', Texts(value));
        return text.Length == 0 ? null : text;
    }

    public override object? FromWire(object? wire) =>
        wire is null ? null : create(MultiPicklist.Split(WireValue.To<string>(wire)).Select(text => (TItem)items.FromWire(text)!));

    internal override bool AreSame(object? left, object? right) =>
        new HashSet<string>(Texts(left), StringComparer.OrdinalIgnoreCase).SetEquals(Texts(right));

    internal override object? Copy(object? value) => value is null ? null : create((TCollection)value);

    private IEnumerable<string> Texts(object? value) =>
        value is null ? [] : ((TCollection)value).Select(item => (string?)items.ToWire(item)).OfType<string>();
}
