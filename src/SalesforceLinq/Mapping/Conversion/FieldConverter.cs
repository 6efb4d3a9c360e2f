namespace SalesforceLinq;

/// <summary>
/// Turns the values of one .NET type into what Salesforce sends and takes, and back. Derive from
/// <see cref="FieldConverter{TClr, TWire}"/> for a type the product does not know.
/// </summary>
public abstract class FieldConverter
{
    private protected FieldConverter()
    {
    }

    /// <summary>The property type this converter serves; for a value type, its nullable form is served too.</summary>
    public abstract Type ClrType { get; }

    /// <summary>Whether two equal wire values may differ as objects, and an object may change without being replaced (lists, byte arrays).</summary>
    internal virtual bool IsMutable => false;

    /// <summary>Whether a row reader may read the value straight into the property, by its type, without this converter.</summary>
    internal virtual bool IsDirect => false;

    /// <summary>The kind of wire value the converter takes; null for one that takes any JSON.</summary>
    internal virtual Type? WireType => null;

    /// <summary>The picklist texts the property's type names; null for a type that names none.</summary>
    internal virtual IReadOnlyCollection<string>? PicklistTexts => null;

    /// <summary>Turns a property's value into a wire value.</summary>
    /// <param name="value">The property's value; <see langword="null"/> stays <see langword="null"/>.</param>
    /// <returns>
    /// One of <see cref="string"/>, <see cref="bool"/>, <see cref="long"/>, <see cref="decimal"/>, <see cref="double"/>, <see cref="DateOnly"/>,
    /// <see cref="TimeOnly"/>, <see cref="DateTimeOffset"/>, <c>JToken</c> or <see langword="null"/>.
    /// </returns>
    public abstract object? ToWire(object? value);

    /// <summary>Turns a wire value into a property's value.</summary>
    /// <param name="wire">What the JSON held: text, number, boolean, or a <c>JToken</c>; <see langword="null"/> stays <see langword="null"/>.</param>
    /// <returns>The property's value.</returns>
    /// <exception cref="FormatException">The wire value does not fit <see cref="ClrType"/>.</exception>
    public abstract object? FromWire(object? wire);

    /// <summary>Whether Salesforce would store the same for both values.</summary>
    internal abstract bool AreSame(object? left, object? right);

    /// <summary>A copy that later changes to the value do not reach.</summary>
    internal virtual object? Copy(object? value) => value;
}
