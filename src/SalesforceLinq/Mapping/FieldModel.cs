using System.Reflection;
using SalesforceLinq.Mapping.Accessors;

namespace SalesforceLinq;

/// <summary>A property that stands for a Salesforce field.</summary>
public sealed class FieldModel
{
    private readonly PropertyAccessor _accessor;

    internal FieldModel(EntityModel entity, int index, PropertyInfo property, string apiName, FieldConverter converter)
    {
        Entity = entity;
        Index = index;
        Property = property;
        ApiName = apiName;
        Converter = converter;
        ClrType = property.PropertyType;
        _accessor = PropertyAccessor.Create(entity.ClrType, property);
    }

    /// <summary>A field that no property stands for.</summary>
    /// <param name="entity">The class.</param>
    /// <param name="index">Its number among all fields of the class; -1 for one that is named in a query and nowhere kept.</param>
    /// <param name="apiName">API name of the field.</param>
    /// <param name="converter">How its values travel.</param>
    /// <param name="accessor">Where an entity keeps its value.</param>
    internal FieldModel(EntityModel entity, int index, string apiName, FieldConverter converter, PropertyAccessor accessor)
    {
        Entity = entity;
        Index = index;
        ApiName = apiName;
        Converter = converter;
        ClrType = converter.ClrType;
        IsNullable = true;
        _accessor = accessor;
    }

    /// <summary>The class the field belongs to.</summary>
    public EntityModel Entity { get; }

    /// <summary>Position in <see cref="EntityModel.Fields"/>; the id is 0.</summary>
    public int Index { get; }

    /// <summary>The property; <see langword="null"/> for an extra field, whose value is kept by its API name.</summary>
    public PropertyInfo? Property { get; }

    /// <summary>Name of the property; the API name for an extra field.</summary>
    public string Name => Property?.Name ?? ApiName;

    /// <summary>Whether no property stands for the field, and its value is kept with the extra fields of an entity.</summary>
    public bool IsExtra => Property is null;

    /// <summary>API name of the field.</summary>
    public string ApiName { get; }

    /// <summary>The property's type.</summary>
    public Type ClrType { get; }

    /// <summary>What the org says of the field: type, length, whether it can be filtered, sorted or grouped.</summary>
    /// <value><see langword="null"/> until the model was compared with a describe by <c>Validate</c>; then as of the last time.</value>
    public Http.FieldDescription? Description { get; internal set; }

    /// <summary>Whether null can occur: by the type, by its nullable annotation, and never for fields the platform always fills.</summary>
    public bool IsNullable { get; internal init; }

    /// <summary>Whether the field is only read.</summary>
    public bool IsReadOnly { get; internal init; }

    /// <summary>Whether the field can be set when a record is created, and not afterwards.</summary>
    public bool IsCreateOnly { get; internal init; }

    /// <summary>Whether the field is an external id.</summary>
    public bool IsExternalId { get; internal init; }

    /// <summary>Whether a save checks first that nobody changed the field meanwhile.</summary>
    public bool IsConcurrencyToken { get; internal init; }

    /// <summary>Whether the field is a long text area, which SOQL can neither filter, sort nor group.</summary>
    public bool IsLongText { get; internal init; }

    /// <summary>Whether the field holds the id of a record, so that 15 and 18 characters are the same.</summary>
    public bool IsReference { get; internal set; }

    /// <summary>Whether values pass through <see cref="ToWire"/> and <see cref="FromWire"/>, and cannot be read by the property's type alone.</summary>
    public bool HasConverter => !Converter.IsDirect;

    internal FieldConverter Converter { get; }

    /// <summary>A <c>Func&lt;TEntity, TValue&gt;</c> over the property.</summary>
    internal Delegate Getter => _accessor.Getter;

    /// <summary>An <c>Action&lt;TEntity, TValue&gt;</c> over the property.</summary>
    internal Delegate Setter => _accessor.Setter;

    /// <summary>Turns a property value into what travels.</summary>
    /// <param name="value">A value of the property's type.</param>
    /// <returns>A string, bool, long, decimal, double, DateOnly, TimeOnly, DateTimeOffset, JToken or null.</returns>
    public object? ToWire(object? value) => Converter.ToWire(value);

    /// <summary>Turns what travels into a property value.</summary>
    /// <param name="wire">Text, number, boolean, JToken or null.</param>
    /// <returns>A value of the property's type; the default value where null does not fit.</returns>
    /// <exception cref="FormatException">The value does not fit the property's type.</exception>
    public object? FromWire(object? wire)
    {
        object? value = Converter.FromWire(wire);
        return value is null && ClrType.IsValueType && Nullable.GetUnderlyingType(ClrType) is null ? Activator.CreateInstance(ClrType) : value;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Entity.ClrType.Name}.{Name} ({Entity.ApiName}.{ApiName})";

    internal object? GetValue(object entity) => _accessor.GetValue(entity);

    internal void SetValue(object entity, object? value) => _accessor.SetValue(entity, value);
}
