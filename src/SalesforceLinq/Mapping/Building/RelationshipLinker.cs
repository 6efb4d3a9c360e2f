using SalesforceLinq.Mapping.Accessors;

namespace SalesforceLinq.Mapping.Building;

/// <summary>Ties parents and children to the lookup fields they stand on.</summary>
internal sealed class RelationshipLinker(IReadOnlyDictionary<Type, EntityModel> entities)
{
    private const string CustomField = "__c";
    private const string CustomRelationship = "__r";

    public void LinkParents(IEnumerable<(EntityModel Entity, PropertyPlan Plan)> found)
    {
        foreach (IGrouping<EntityModel, (EntityModel Entity, PropertyPlan Plan)> group in found.GroupBy(parent => parent.Entity))
            group.Key.Parents = [.. group.Select(parent => Parent(parent.Entity, parent.Plan))];
    }

    public void LinkChildren(IEnumerable<(EntityModel Entity, PropertyPlan Plan)> found)
    {
        foreach (IGrouping<EntityModel, (EntityModel Entity, PropertyPlan Plan)> group in found.GroupBy(children => children.Entity))
            group.Key.Children = [.. group.Select(children => Children(children.Entity, children.Plan))];
    }

    private ParentModel Parent(EntityModel entity, PropertyPlan plan)
    {
        FieldModel? beside = entity.Fields.FirstOrDefault(field => field.Name == plan.Property.Name + "Id");
        string foreignKey = plan.GivenForeignKey
            ?? (plan.GivenRelationshipName is { } given ? FieldOf(given) : beside?.ApiName ?? FieldOf(plan.Property.Name));
        string relationshipName = plan.GivenRelationshipName ?? RelationshipOf(foreignKey);
        FieldModel? field = entity.FindField(foreignKey);
        if (field is not null && field.Converter.ClrType != typeof(string) && field.Converter.ClrType != typeof(Http.SalesforceId))
        {
            throw new MappingException($"{entity.ClrType.Name}.{field.Name} is the lookup behind {entity.ClrType.Name}.{plan.Property.Name} and is of type " +
                $"{field.ClrType.Name}. A lookup holds an id: make it a string or a SalesforceId.");
        }

        if (field is not null)
            field.IsReference = true;
        return new ParentModel(entity, plan.Property, relationshipName, foreignKey) { ForeignKey = field, Target = entities[plan.RelatedType!] };
    }

    private ChildrenModel Children(EntityModel entity, PropertyPlan plan)
    {
        EntityModel target = entities[plan.RelatedType!];
        string foreignKey = plan.GivenForeignKey ?? LookupTo(entity, target, plan);
        ChildCollection collections = ChildCollection.TryCreate(plan.Property.PropertyType, plan.RelatedType!) ?? throw new MappingException(
            $"{entity.ClrType.Name}.{plan.Property.Name} holds children in a {plan.Property.PropertyType.Name}, which no child can be added to. " +
            $"Make it an ICollection<{plan.RelatedType!.Name}>, a List<{plan.RelatedType.Name}> or a HashSet<{plan.RelatedType.Name}>.");
        return new ChildrenModel(entity, plan.Property, plan.GivenRelationshipName ?? plan.Property.Name, plan.RelatedType!, collections)
        {
            Target = target,
            ForeignKeyApiName = foreignKey,
            Inverse = target.Parents.FirstOrDefault(parent => string.Equals(parent.ForeignKeyApiName, foreignKey, StringComparison.OrdinalIgnoreCase)),
        };
    }

    private static string LookupTo(EntityModel entity, EntityModel target, PropertyPlan plan)
    {
        List<ParentModel> candidates = [.. target.Parents.Where(parent => parent.Target.ClrType.IsAssignableFrom(entity.ClrType) && !parent.IsPolymorphic)];
        string byConvention = LikelyLookup(entity.ApiName, target.ApiName);
        if (candidates.Count == 1)
            return candidates[0].ForeignKeyApiName;
        if (candidates.Count == 0 || candidates.Exists(parent => string.Equals(parent.ForeignKeyApiName, byConvention, StringComparison.OrdinalIgnoreCase)))
            return byConvention;

        throw new MappingException($"{entity.ClrType.Name}.{plan.Property.Name} holds children of class {target.ClrType.Name}, which has several lookups to " +
            $"{entity.ClrType.Name}: {string.Join(", ", candidates.Select(parent => parent.ForeignKeyApiName))}. " +
            "Say which one with [Relationship(\"…\", ForeignKey = \"…\")].");
    }

    // A custom object's lookup is likely named like the object it points at; a standard object's ends in Id, and one to itself is ParentId.
    private static string LikelyLookup(string parent, string child)
    {
        if (parent.EndsWith(CustomField, StringComparison.OrdinalIgnoreCase))
            return parent;
        if (child.EndsWith(CustomField, StringComparison.OrdinalIgnoreCase))
            return parent + CustomField;
        return string.Equals(parent, child, StringComparison.OrdinalIgnoreCase) ? "ParentId" : parent + "Id";
    }

    private static string FieldOf(string relationshipName) =>
        relationshipName.EndsWith(CustomRelationship, StringComparison.OrdinalIgnoreCase)
            ? relationshipName[..^CustomRelationship.Length] + CustomField
            : relationshipName + "Id";

    private static string RelationshipOf(string foreignKey)
    {
        if (foreignKey.EndsWith(CustomField, StringComparison.OrdinalIgnoreCase))
            return foreignKey[..^CustomField.Length] + CustomRelationship;
        return foreignKey.EndsWith("Id", StringComparison.Ordinal) ? foreignKey[..^2] : foreignKey;
    }
}
