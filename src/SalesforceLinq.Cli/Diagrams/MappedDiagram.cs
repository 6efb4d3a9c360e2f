using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Diagrams;

/// <summary>Makes a diagram of a context's classes.</summary>
internal sealed class MappedDiagram(FieldDetail detail)
{
    public DiagramModel Draw(SalesforceModel model)
    {
        EntityModel[] entities = [.. model.Entities.Where(entity => !entity.IsPolymorphic).OrderBy(entity => entity.ClrType.Name, StringComparer.Ordinal)];
        return new DiagramModel(
            [.. entities.Select(Entity)],
            [.. entities.SelectMany(entity => Links(entity, entities)).Distinct()
                .OrderBy(link => link.Child, StringComparer.Ordinal).ThenBy(link => link.Field, StringComparer.Ordinal).ThenBy(link => link.Parent, StringComparer.Ordinal)]);
    }

    private DiagramEntity Entity(EntityModel entity) => new(
        entity.ClrType.Name,
        entity.ApiName == entity.ClrType.Name ? null : entity.ApiName,
        entity.ApiName.EndsWith("__c", StringComparison.OrdinalIgnoreCase),
        [.. entity.Fields.Where(field => IsShown(entity, field)).Select(field => Field(entity, field))]);

    private bool IsShown(EntityModel entity, FieldModel field) => detail switch
    {
        FieldDetail.None => false,
        FieldDetail.All => true,
        _ => !IsAudit(field.ApiName) && (RoleOf(entity, field) != FieldRole.Value || field.ApiName == "Name" || field is { IsNullable: false, IsReadOnly: false } && (Nullable.GetUnderlyingType(field.ClrType) ?? field.ClrType) != typeof(bool)),
    };

    private static DiagramField Field(EntityModel entity, FieldModel field) => new(
        field.Name, TypeName(field.ClrType), RoleOf(entity, field), field.ApiName == field.Name ? null : field.ApiName);

    private static FieldRole RoleOf(EntityModel entity, FieldModel field) =>
        field.ApiName == "Id" ? FieldRole.Id
        : field.IsReference || entity.Parents.Any(parent => parent.ForeignKey == field) ? FieldRole.Lookup
        : field.IsExternalId ? FieldRole.ExternalId
        : FieldRole.Value;

    private static IEnumerable<DiagramLink> Links(EntityModel entity, EntityModel[] entities)
    {
        foreach (ParentModel parent in entity.Parents.Where(parent => !IsAudit(parent.ForeignKeyApiName)))
        {
            if (!parent.IsPolymorphic && entities.Contains(parent.Target))
                yield return new DiagramLink(entity.ClrType.Name, parent.Target.ClrType.Name, parent.ForeignKeyApiName, parent.ForeignKey is { IsNullable: false }, false);
        }

        // A lookup may be known by the parent's list of children alone; a polymorphic one is known by each of its lists.
        foreach (ChildrenModel children in entity.Children.Where(children => entities.Contains(children.Target) && !IsAudit(children.ForeignKeyApiName)))
        {
            if (children.Inverse is null || children.Inverse.IsPolymorphic)
                yield return new DiagramLink(children.Target.ClrType.Name, entity.ClrType.Name, children.ForeignKeyApiName, false, children.Inverse is not null);
        }
    }

    private static string TypeName(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(string) || plain == typeof(SalesforceId) ? "string"
            : plain == typeof(bool) ? "bool"
            : plain == typeof(int) ? "int"
            : plain == typeof(long) ? "long"
            : plain == typeof(decimal) ? "decimal"
            : plain == typeof(double) ? "double"
            : plain.IsGenericType ? "list"
            : plain.Name;
    }

    private static bool IsAudit(string apiName) => apiName is "CreatedById" or "LastModifiedById" or "CreatedDate" or "LastModifiedDate" or "SystemModstamp";
}
