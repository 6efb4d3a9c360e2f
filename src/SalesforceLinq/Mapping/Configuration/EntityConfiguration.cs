using System.Reflection;

namespace SalesforceLinq.Mapping.Configuration;

/// <summary>What the model builder was told about one class.</summary>
internal sealed class EntityConfiguration(Type clrType)
{
    private readonly Dictionary<string, PropertyConfiguration> _properties = new(StringComparer.Ordinal);

    public Type ClrType { get; } = clrType;

    public string? ApiName { get; set; }

    public PropertyConfiguration Property(PropertyInfo property)
    {
        if (!_properties.TryGetValue(property.Name, out PropertyConfiguration? configuration))
            _properties[property.Name] = configuration = new PropertyConfiguration();
        return configuration;
    }

    public PropertyConfiguration? FindProperty(PropertyInfo property) => _properties.GetValueOrDefault(property.Name);
}
