using System.Reflection;
using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Mapping.Accessors;

/// <summary>The property of a class that holds values by the API names of their fields.</summary>
internal abstract class FieldBag
{
    /// <summary>Type of the values: a <see cref="JToken"/>, or any object.</summary>
    public abstract Type ValueType { get; }

    public abstract IEnumerable<string> Names(object entity);

    public abstract bool Has(object entity, string name);

    /// <summary>Gives the entity a copy of what it holds, so that it shares nothing with the entity it was cloned from.</summary>
    public abstract void Detach(object entity);

    /// <summary>Reads and writes one name.</summary>
    public abstract PropertyAccessor Accessor(string name);

    /// <summary>The bag of a property.</summary>
    /// <returns><see langword="null"/> for a property of another type.</returns>
    public static FieldBag? TryCreate(Type entityType, PropertyInfo property)
    {
        if (typeof(IDictionary<string, JToken?>).IsAssignableFrom(property.PropertyType))
            return new FieldBag<JToken>(entityType, property);
        return typeof(IDictionary<string, object?>).IsAssignableFrom(property.PropertyType) ? new FieldBag<object>(entityType, property) : null;
    }
}

/// <summary>A bag whose values are of one type.</summary>
internal sealed class FieldBag<TValue>(Type entityType, PropertyInfo property) : FieldBag
    where TValue : class
{
    private readonly PropertyAccessor _property = PropertyAccessor.Create(entityType, property);

    public override Type ValueType => typeof(TValue);

    public override IEnumerable<string> Names(object entity) => Find(entity)?.Keys ?? [];

    public override bool Has(object entity, string name) => Find(entity) is { } bag && Key(bag, name) is not null;

    public override void Detach(object entity)
    {
        if (Find(entity) is not { } bag)
            return;
        IDictionary<string, TValue?> copy = Create();
        foreach ((string name, TValue? value) in bag)
            copy[name] = value is JToken token ? (TValue)(object)token.DeepClone() : value;
        _property.SetValue(entity, copy);
    }

    public override PropertyAccessor Accessor(string name) => new Entry(this, name);

    private IDictionary<string, TValue?>? Find(object entity) => (IDictionary<string, TValue?>?)_property.GetValue(entity);

    private IDictionary<string, TValue?> Create()
    {
        if (property.PropertyType == typeof(JObject))
            return (IDictionary<string, TValue?>)(object)new JObject();
        return property.PropertyType.IsAssignableFrom(typeof(Dictionary<string, TValue?>))
            ? new Dictionary<string, TValue?>(StringComparer.OrdinalIgnoreCase)
            : (IDictionary<string, TValue?>)Activator.CreateInstance(property.PropertyType)!;
    }

    // Salesforce's names have no case; a dictionary of the user's may.
    private static string? Key(IDictionary<string, TValue?> bag, string name) =>
        bag.ContainsKey(name) ? name : bag.Keys.FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase));

    private sealed class Entry(FieldBag<TValue> owner, string name) : PropertyAccessor
    {
        public override Delegate Getter => throw new NotSupportedException("An extra field has no property, and is read by its converter.");

        public override Delegate Setter => throw new NotSupportedException("An extra field has no property, and is read by its converter.");

        public override object? GetValue(object entity) => owner.Find(entity) is { } bag && Key(bag, name) is { } key ? bag[key] : null;

        public override void SetValue(object entity, object? value)
        {
            IDictionary<string, TValue?>? bag = owner.Find(entity);
            if (bag is null)
                owner._property.SetValue(entity, bag = owner.Create());
            bag[Key(bag, name) ?? name] = (TValue?)value;
        }
    }
}
