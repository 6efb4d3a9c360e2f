namespace SalesforceLinq;

/// <summary>A converter between a .NET type and one kind of wire value. Null never reaches it.</summary>
/// <typeparam name="TClr">The property's type, without <c>Nullable</c>.</typeparam>
/// <typeparam name="TWire">
/// What travels: <see cref="string"/>, <see cref="bool"/>, <see cref="long"/>, <see cref="decimal"/>, <see cref="double"/>,
/// <see cref="DateOnly"/>, <see cref="TimeOnly"/>, <see cref="DateTimeOffset"/> or a <c>JToken</c>.
/// </typeparam>
public abstract class FieldConverter<TClr, TWire> : FieldConverter
    where TClr : notnull
    where TWire : notnull
{
    /// <inheritdoc/>
    public sealed override Type ClrType => typeof(TClr);

    internal override Type? WireType => typeof(TWire) == typeof(Newtonsoft.Json.Linq.JToken) ? null : typeof(TWire);

    /// <inheritdoc/>
    public sealed override object? ToWire(object? value) => value is null ? null : Write((TClr)value);

    /// <inheritdoc/>
    public sealed override object? FromWire(object? wire)
    {
        if (wire is null)
            return null;
        return Mapping.Conversion.WireValue.TryTo(wire, out TWire? read) ? Read(read) : throw Mapping.Conversion.WireValue.Misfit(typeof(TClr), wire);
    }

    /// <summary>Turns a value into what travels.</summary>
    /// <param name="value">The property's value.</param>
    /// <returns>The wire value.</returns>
    protected abstract TWire Write(TClr value);

    /// <summary>Turns what travels into a value.</summary>
    /// <param name="wire">The wire value.</param>
    /// <returns>The property's value.</returns>
    protected abstract TClr Read(TWire wire);

    internal override bool AreSame(object? left, object? right)
    {
        if (left is null || right is null)
            return Mapping.Conversion.WireEquality.IsNothing(ToWire(left)) && Mapping.Conversion.WireEquality.IsNothing(ToWire(right));
        return Mapping.Conversion.WireEquality.AreSame(Write((TClr)left), Write((TClr)right));
    }
}
