using System.Reflection;
using SalesforceLinq.Mapping.Configuration;

namespace SalesforceLinq.Mapping.Building;

/// <summary>Puts the model together: the classes named, and all they lead to through parents and children.</summary>
internal sealed class ModelAssembler(IReadOnlyDictionary<Type, EntityConfiguration> configurations)
{
    private readonly Dictionary<Type, EntityModel> _entities = [];
    private readonly List<(EntityModel Entity, PropertyPlan Plan)> _relationships = [];
    private readonly PropertyClassifier _classifier = new();

    public SalesforceModel Assemble()
    {
        foreach (Type type in configurations.Keys)
            Include(type);

        RelationshipLinker linker = new(_entities);
        linker.LinkParents(_relationships.Where(found => found.Plan.Role == PropertyRole.Parent));
        linker.LinkChildren(_relationships.Where(found => found.Plan.Role == PropertyRole.Children));
        return new SalesforceModel([.. _entities.Values]);
    }

    private void Include(Type type)
    {
        if (_entities.ContainsKey(type))
            return;

        EntityConfiguration? configuration = configurations.GetValueOrDefault(type);
        List<PropertyPlan> plans = [.. DeclaredProperties(type)
            .Select(property => _classifier.Classify(type, property, configuration?.FindProperty(property)))
            .OfType<PropertyPlan>()];
        string apiName = configuration?.ApiName ?? type.GetCustomAttribute<SObjectAttribute>()?.ApiName ?? type.Name;
        EntityModel entity = new(type, apiName, [.. plans.Select(plan => plan.Property)]);
        _entities[type] = entity;

        entity.Fields = FieldsOf(entity, [.. plans.Where(plan => plan.Role == PropertyRole.Field)]);
        entity.HasId = entity.Fields is [{ ApiName: "Id" }, ..];
        entity.ExtraFields = ExtraFieldsOf(entity, [.. plans.Where(plan => plan.Role == PropertyRole.ExtraFields)]);
        foreach (PropertyPlan plan in plans.Where(plan => plan.Role is PropertyRole.Parent or PropertyRole.Children))
        {
            _relationships.Add((entity, plan));
            Include(plan.RelatedType!);
        }
    }

    private static List<FieldModel> FieldsOf(EntityModel entity, IReadOnlyList<PropertyPlan> plans)
    {
        List<FieldModel> fields = [];
        foreach (PropertyPlan plan in plans.OrderBy(plan => plan.ApiName == "Id" ? 0 : 1))
        {
            if (fields.FirstOrDefault(field => string.Equals(field.ApiName, plan.ApiName, StringComparison.OrdinalIgnoreCase)) is { } twin)
            {
                throw new MappingException($"{entity.ClrType.Name}.{plan.Property.Name} and {twin.Name} both stand for the field {plan.ApiName}. " +
                    "Give one of them another name with [Field(\"…\")], or mark it [NotMapped].");
            }

            fields.Add(new FieldFactory(entity).Create(fields.Count, plan));
        }

        return fields;
    }

    private static ExtraFieldsModel? ExtraFieldsOf(EntityModel entity, IReadOnlyList<PropertyPlan> plans)
    {
        if (plans.Count == 0)
            return null;
        if (plans.Count > 1)
        {
            throw new MappingException($"{entity.ClrType.Name}.{plans[0].Property.Name} and {plans[1].Property.Name} both take the extra fields of {entity.ApiName}. " +
                "Keep [ExtraFields] on one of them.");
        }

        ExtraFieldsModel extra = new(entity, plans[0].Property, plans[0].Bag!);
        extra.Select(plans[0].ExtraNames);
        return extra;
    }

    // Base classes first, each in the order it is written; a property that hides another takes its place.
    private static IEnumerable<PropertyInfo> DeclaredProperties(Type type)
    {
        Stack<Type> chain = new();
        for (Type? current = type; current is not null && current != typeof(object); current = current.BaseType)
            chain.Push(current);

        Dictionary<string, PropertyInfo> byName = new(StringComparer.Ordinal);
        List<string> order = [];
        foreach (PropertyInfo property in chain.SelectMany(current => current.GetProperties(
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)))
        {
            if (property.GetIndexParameters().Length > 0 || property.GetMethod is not { IsPublic: true })
                continue;
            if (!byName.ContainsKey(property.Name))
                order.Add(property.Name);
            byName[property.Name] = property;
        }

        return order.Select(name => byName[name]);
    }
}
