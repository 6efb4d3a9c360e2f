using System.Reflection;

namespace SalesforceLinq.Mapping.Accessors;

/// <summary>Finds the field behind a property without a setter: the compiler's own, or one that is named like the property.</summary>
internal static class BackingField
{
    private const BindingFlags OfClass = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static FieldInfo? Find(PropertyInfo property)
    {
        string camelCase = char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
        string[] names = [$"<{property.Name}>k__BackingField", "_" + camelCase, "_" + property.Name, "m_" + camelCase, camelCase];
        return names.Select(name => property.DeclaringType!.GetField(name, OfClass)).FirstOrDefault(field => field?.FieldType == property.PropertyType);
    }
}
