using System.ComponentModel.DataAnnotations.Schema;
using System.Reflection;
using SalesforceLinq.Mapping.Accessors;
using SalesforceLinq.Mapping.Attributes;
using SalesforceLinq.Mapping.Configuration;
using SalesforceLinq.Mapping.Conversion;

namespace SalesforceLinq.Mapping.Building;

/// <summary>Tells fields, parents and children apart: by what was said of a property, else by its type.</summary>
internal sealed class PropertyClassifier
{
    /// <summary>What a property is.</summary>
    /// <returns><see langword="null"/> for a property that is not mapped: ignored, or computed in the class.</returns>
    /// <exception cref="MappingException">The property's type says nothing, or something else than what was said of it.</exception>
    public PropertyPlan? Classify(Type type, PropertyInfo property, PropertyConfiguration? configuration)
    {
        configuration ??= new PropertyConfiguration();
        PropertyRole role = configuration.Role ?? RoleOf(property);
        if (role == PropertyRole.Ignored)
            return null;

        PropertyPlan plan = role switch
        {
            PropertyRole.Field => new PropertyPlan(property, role, configuration) { Converter = ConverterOf(type, property, configuration) },
            PropertyRole.ExtraFields => new PropertyPlan(property, role, configuration) { Bag = BagOf(type, property) },
            PropertyRole.Children => new PropertyPlan(property, role, configuration) { RelatedType = ElementOf(property.PropertyType) ?? throw NoChildren(type, property) },
            _ => new PropertyPlan(property, role, configuration) { RelatedType = property.PropertyType },
        };
        Check(type, plan);
        return plan;
    }

    private static void Check(Type type, PropertyPlan plan)
    {
        bool isSaid = plan.Configuration.Role is not null || plan.Relationship is not null;
        if (plan.RelatedType is { } related && !isSaid && !LooksLikeEntity(related))
        {
            throw new MappingException($"{type.Name}.{plan.Property.Name} is of type {plan.Property.PropertyType.Name}, which is neither a field's type nor a class with an Id. " +
                "Give it a converter with [Field(Converter = typeof(…))], mark it [NotMapped], or say [Relationship(\"…\")] if it holds a parent or children.");
        }

        if (plan.Role is PropertyRole.Field or PropertyRole.ExtraFields && plan.Property.GetSetMethod(nonPublic: true) is null && BackingField.Find(plan.Property) is null)
        {
            string purpose = plan.Role == PropertyRole.Field ? $"stands for the field {plan.ApiName}" : "takes extra fields";
            throw new MappingException($"{type.Name}.{plan.Property.Name} {purpose} and has no setter, so that no row could fill it. " +
                "Add one (it may be private or init), or mark the property [NotMapped].");
        }

        if (plan.Attribute is not null && plan.Relationship is not null)
            throw new MappingException($"{type.Name}.{plan.Property.Name} is called a field and a relationship at once. Keep one of [Field] and [Relationship].");
        string[] names = plan.Role switch
        {
            PropertyRole.Field => [plan.ApiName],
            PropertyRole.ExtraFields => [.. plan.ExtraNames],
            _ => [plan.GivenRelationshipName ?? plan.Property.Name],
        };
        if (Array.Find(names, name => !ApiNames.IsValid(name)) is { } name)
        {
            throw new MappingException($"'{name}', which {type.Name}.{plan.Property.Name} stands for, is no API name: those have only letters, digits and '_'. " +
                "Correct the name in the attribute or in OnModelCreating.");
        }
    }

    private static FieldBag BagOf(Type type, PropertyInfo property) => FieldBag.TryCreate(type, property) ?? throw new MappingException(
        $"{type.Name}.{property.Name} is to take extra fields and is a {property.PropertyType.Name}. " +
        "Make it an IDictionary<string, JToken?>, an IDictionary<string, object?> or a JObject.");

    private static bool LooksLikeEntity(Type type) =>
        type == typeof(object) || type.IsDefined(typeof(SObjectAttribute), inherit: false) || type.GetProperty("Id") is not null;

    private static PropertyRole RoleOf(PropertyInfo property)
    {
        if (property.IsDefined(typeof(NotMappedAttribute)))
            return PropertyRole.Ignored;
        if (property.IsDefined(typeof(FieldAttribute)))
            return PropertyRole.Field;
        if (property.IsDefined(typeof(ExtraFieldsAttribute)))
            return PropertyRole.ExtraFields;
        bool isRelated = property.IsDefined(typeof(RelationshipAttribute));
        // A property without a place to put a value is computed by the class itself.
        if (!isRelated && property.GetSetMethod(nonPublic: true) is null && BackingField.Find(property) is null)
            return PropertyRole.Ignored;
        if (ConverterCatalog.Find(property) is not null)
            return PropertyRole.Field;
        if (ElementOf(property.PropertyType) is not null)
            return PropertyRole.Children;
        return property.PropertyType.IsValueType ? PropertyRole.Field : PropertyRole.Parent;
    }

    private static Type? ElementOf(Type type)
    {
        Type? sequence = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>)
            ? type
            : type.GetInterfaces().FirstOrDefault(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IEnumerable<>));
        return type == typeof(string) ? null : sequence?.GetGenericArguments()[0] is { IsValueType: false } element ? element : null;
    }

    private static FieldConverter ConverterOf(Type type, PropertyInfo property, PropertyConfiguration configuration)
    {
        FieldConverter? converter = configuration.Converter
            ?? (property.GetCustomAttribute<FieldAttribute>()?.Converter is { } custom ? Create(type, property, custom) : null)
            ?? ConverterCatalog.Find(property)
            ?? (property.PropertyType == typeof(object) ? ConverterCatalog.AnyJson : null);
        if (converter is null)
        {
            throw new MappingException($"{type.Name}.{property.Name} is of type {property.PropertyType.Name}, which no field converter knows. " +
                $"Name one with [Field(Converter = typeof(…))] that derives from FieldConverter<{property.PropertyType.Name}, …>, or mark the property [NotMapped].");
        }

        Type wanted = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return converter.ClrType.IsAssignableFrom(wanted)
            ? converter
            : throw new MappingException($"The converter of {type.Name}.{property.Name} is for {converter.ClrType.Name}, and the property is a {wanted.Name}.");
    }

    private static FieldConverter Create(Type type, PropertyInfo property, Type converter) =>
        typeof(FieldConverter).IsAssignableFrom(converter) && converter.GetConstructor(Type.EmptyTypes) is not null
            ? (FieldConverter)Activator.CreateInstance(converter)!
            : throw new MappingException($"The converter of {type.Name}.{property.Name}, {converter.Name}, must derive from FieldConverter and have a parameterless constructor.");

    private static MappingException NoChildren(Type type, PropertyInfo property) => new(
        $"{type.Name}.{property.Name} is said to hold children, and {property.PropertyType.Name} is no collection of a class. Use ICollection<…> of the child class.");
}
