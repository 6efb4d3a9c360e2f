using SalesforceLinq.Tracking;

namespace SalesforceLinq;

/// <summary>The values of one entity's fields: those it has, those it had, or those the org has now.</summary>
public sealed class PropertyValues
{
    private readonly TrackedType _type;
    private readonly object _values;

    internal PropertyValues(TrackedType type, object values)
    {
        _type = type;
        _values = values;
    }

    /// <summary>The fields.</summary>
    public IReadOnlyList<FieldModel> Properties => _type.Model.Fields;

    /// <summary>The value of a property.</summary>
    /// <param name="propertyName">Name of the property.</param>
    /// <exception cref="ArgumentException">The class has no such property, or it is no field.</exception>
    public object? this[string propertyName]
    {
        get => Field(propertyName).GetValue(_values);
        set => Field(propertyName).SetValue(_values, value);
    }

    /// <summary>The value of a property, by its type.</summary>
    /// <typeparam name="TValue">The property's type.</typeparam>
    /// <param name="propertyName">Name of the property.</param>
    /// <exception cref="ArgumentException">The class has no such property, or it is no field.</exception>
    public TValue GetValue<TValue>(string propertyName) => (TValue)this[propertyName]!;

    /// <summary>A new entity with these values, which no context tracks.</summary>
    public object ToObject()
    {
        object entity = _type.Model.CreateInstance();
        foreach (FieldModel field in Properties)
            field.SetValue(entity, field.Converter.Copy(field.GetValue(_values)));
        return entity;
    }

    /// <summary>Takes all values over.</summary>
    /// <param name="values">Values of an entity of the same class.</param>
    /// <exception cref="ArgumentException">They are of another class.</exception>
    public void SetValues(PropertyValues values)
    {
        ArgumentNullException.ThrowIfNull(values);
        SetValues(values._values);
    }

    /// <summary>Takes the values of all properties over that stand for fields.</summary>
    /// <param name="entity">An entity of the same class.</param>
    /// <exception cref="ArgumentException">It is of another class.</exception>
    public void SetValues(object entity)
    {
        if (!_type.Model.ClrType.IsInstanceOfType(entity))
            throw new ArgumentException($"Values of a {_type.Model.ClrType.Name} are needed, and these are of a {entity?.GetType().Name ?? "null"}.", nameof(entity));
        foreach (FieldModel field in Properties)
            field.SetValue(_values, field.Converter.Copy(field.GetValue(entity)));
    }

    private FieldModel Field(string propertyName) => Properties.FirstOrDefault(field => field.Name == propertyName)
        ?? throw new ArgumentException($"{_type.Model.ClrType.Name} has no property '{propertyName}' that stands for a field.", nameof(propertyName));
}
