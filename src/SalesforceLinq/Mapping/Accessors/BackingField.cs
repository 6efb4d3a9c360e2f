using System.Reflection;

namespace SalesforceLinq.Mapping.Accessors;

/// <summary>Finds the compiler's field behind an automatic property.</summary>
internal static class BackingField
{
    public static FieldInfo? Find(PropertyInfo property) => property.DeclaringType!.GetField(
        $"<{property.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic);
}
