using SalesforceLinq.Http;

namespace SalesforceLinq.Mapping.Validation;

/// <summary>Compares the parents and children of a class with the relationships the org says its object has.</summary>
internal sealed class RelationshipValidator(EntityModel entity, SObjectDescription described)
{
    public IEnumerable<ModelMismatch> Validate(ParentModel parent)
    {
        FieldDescription? lookup = described.FindField(parent.ForeignKeyApiName);
        if (lookup is not { Type: "reference" } || lookup.RelationshipName is null)
        {
            yield return Mismatch(ModelMismatchKind.MissingRelationship, parent.Property.Name, parent.RelationshipName,
                $"{parent} follows the lookup {parent.ForeignKeyApiName}, which {entity.ApiName} does not have, or not as a lookup. " +
                "Say which one with [Relationship(\"…\", ForeignKey = \"…\")], or mark the property [NotMapped].");
            yield break;
        }

        if (!Same(lookup.RelationshipName, parent.RelationshipName))
        {
            yield return Mismatch(ModelMismatchKind.RelationshipName, parent.Property.Name, parent.RelationshipName,
                $"{parent} is named {lookup.RelationshipName} in the org. Say so with [Relationship(\"{lookup.RelationshipName}\", ForeignKey = \"{lookup.Name}\")].");
        }

        if (!parent.IsPolymorphic && !lookup.ReferenceTo.Any(name => Same(name, parent.Target.ApiName)))
        {
            yield return Mismatch(ModelMismatchKind.RelationshipTarget, parent.Property.Name, parent.RelationshipName,
                $"{parent} leads to {parent.Target.ApiName}, and the org's lookup to {string.Join(", ", lookup.ReferenceTo)}. Give the property another class, or the class another [SObject(\"…\")].");
        }
    }

    public IEnumerable<ModelMismatch> Validate(ChildrenModel children)
    {
        ChildRelationshipDescription? relationship = described.ChildRelationships.FirstOrDefault(known => known.RelationshipName is { } name && Same(name, children.RelationshipName));
        if (relationship is null)
        {
            string[] candidates = [.. described.ChildRelationships.Where(known => Same(known.ChildSObject, children.Target.ApiName)).Select(known => known.RelationshipName).OfType<string>()];
            yield return Mismatch(ModelMismatchKind.MissingRelationship, children.Property.Name, children.RelationshipName,
                $"{children} is a child relationship that {entity.ApiName} does not have. " +
                (candidates.Length > 0 ? $"To {children.Target.ApiName} it has {string.Join(", ", candidates)}: say which with [Relationship(\"…\")]." : "Say its name with [Relationship(\"…\")], or mark the property [NotMapped]."));
            yield break;
        }

        if (!Same(relationship.ChildSObject, children.Target.ApiName))
        {
            yield return Mismatch(ModelMismatchKind.RelationshipTarget, children.Property.Name, children.RelationshipName,
                $"{children} holds records of {children.Target.ApiName}, and the org's relationship records of {relationship.ChildSObject}. Give the collection another class.");
        }
        else if (!Same(relationship.Field, children.ForeignKeyApiName))
        {
            yield return Mismatch(ModelMismatchKind.RelationshipName, children.Property.Name, children.RelationshipName,
                $"{children} stands on the lookup {children.ForeignKeyApiName}, and the org's relationship on {relationship.Field}. Say so with [Relationship(\"{relationship.RelationshipName}\", ForeignKey = \"{relationship.Field}\")].");
        }
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private ModelMismatch Mismatch(ModelMismatchKind kind, string member, string apiName, string message) => new(kind, IsError: true, entity, member, apiName, message);
}
