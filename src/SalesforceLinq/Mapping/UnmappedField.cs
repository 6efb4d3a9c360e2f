using SalesforceLinq.Mapping.Accessors;
using SalesforceLinq.Mapping.Attributes;
using SalesforceLinq.Mapping.Conversion;

namespace SalesforceLinq.Mapping;

/// <summary>A field that a query names, and that no property stands for: it is compared and read, and kept by no entity.</summary>
internal static class UnmappedField
{
    /// <exception cref="MappingException">The name is none, or no converter knows the type.</exception>
    public static FieldModel Create(EntityModel entity, string apiName, Type type)
    {
        if (!ApiNames.IsValid(apiName))
            throw new MappingException($"'{apiName}' is no API name: those have only letters, digits and '_'. A field of a parent is named on the parent: Field<…>(c.Account, \"Level__c\").");
        FieldConverter converter = ConverterCatalog.Find(type) ?? (type == typeof(object) ? ConverterCatalog.AnyJson : null) ?? throw new MappingException(
            $"The field {entity.ApiName}.{apiName} is asked for as a {type.Name}, which no field converter knows. Ask for a string, a number, a date or a JToken.");
        return new FieldModel(entity, -1, apiName, converter, NowhereAccessor.Instance);
    }

    private sealed class NowhereAccessor : PropertyAccessor
    {
        public static NowhereAccessor Instance { get; } = new();

        public override Delegate Getter => throw Nowhere();

        public override Delegate Setter => throw Nowhere();

        public override object? GetValue(object entity) => throw Nowhere();

        public override void SetValue(object entity, object? value) => throw Nowhere();

        private static NotSupportedException Nowhere() => new("The field is named in a query only: an entity has no place for it.");
    }
}
