using System.Reflection;
using SalesforceLinq.Mapping.Configuration;

namespace SalesforceLinq.Mapping.Building;

/// <summary>What one property will be in the model.</summary>
/// <param name="Property">The property.</param>
/// <param name="Role">A field, a parent or children.</param>
/// <param name="Configuration">What was said of it in code; empty where nothing was.</param>
internal sealed record PropertyPlan(PropertyInfo Property, PropertyRole Role, PropertyConfiguration Configuration)
{
    /// <summary>What was said of it by attribute.</summary>
    public FieldAttribute? Attribute { get; } = Property.GetCustomAttribute<FieldAttribute>();

    /// <summary>What was said of it by attribute, for parents and children.</summary>
    public RelationshipAttribute? Relationship { get; } = Property.GetCustomAttribute<RelationshipAttribute>();

    /// <summary>How its values travel; for fields only.</summary>
    public FieldConverter? Converter { get; init; }

    /// <summary>How extra fields are kept; for the property that takes them only.</summary>
    public Accessors.FieldBag? Bag { get; init; }

    /// <summary>API names of the extra fields that every query selects.</summary>
    public IReadOnlyList<string> ExtraNames => Configuration.ExtraNames ?? Property.GetCustomAttribute<ExtraFieldsAttribute>()?.Names ?? [];

    /// <summary>The class of the parent or of the children.</summary>
    public Type? RelatedType { get; init; }

    /// <summary>API name of the field.</summary>
    public string ApiName => Configuration.ApiName ?? Attribute?.ApiName ?? Property.Name;

    /// <summary>Relationship name that was given; <see langword="null"/> when it is to be derived.</summary>
    public string? GivenRelationshipName => Configuration.RelationshipName ?? Relationship?.Name;

    /// <summary>Lookup field that was given; <see langword="null"/> when it is to be derived.</summary>
    public string? GivenForeignKey => Configuration.ForeignKey ?? Relationship?.ForeignKey;
}
