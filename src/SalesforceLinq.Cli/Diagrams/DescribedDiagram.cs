using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Diagrams;

/// <summary>Makes a diagram of an org's objects. Who created and changed a record is left out: every object would be tied to User by it.</summary>
internal sealed class DescribedDiagram(FieldDetail detail)
{
    public DiagramModel Draw(IReadOnlyList<SObjectDescription> objects)
    {
        HashSet<string> names = new(objects.Select(description => description.Name), StringComparer.OrdinalIgnoreCase);
        return new DiagramModel(
            [.. objects.OrderBy(description => description.Name, StringComparer.Ordinal).Select(Entity)],
            [.. objects.SelectMany(description => Links(description, names))
                .OrderBy(link => link.Child, StringComparer.Ordinal).ThenBy(link => link.Field, StringComparer.Ordinal).ThenBy(link => link.Parent, StringComparer.Ordinal)]);
    }

    private DiagramEntity Entity(SObjectDescription description) => new(
        description.Name, description.Label == description.Name ? null : description.Label, description.Custom, [.. description.Fields.Where(IsShown).Select(Field)]);

    private bool IsShown(FieldDescription field) => detail switch
    {
        FieldDetail.None => false,
        FieldDetail.All => true,
        _ => !IsAudit(field) && (field.Name == "Id" || field.NameField || field.ExternalId || field.Type == "reference"
            || field is { Nillable: false, Createable: true, DefaultedOnCreate: false, Type: not "boolean" }),
    };

    private static DiagramField Field(FieldDescription field) => new(
        field.Name,
        field.Type,
        field.Name == "Id" ? FieldRole.Id : field.Type == "reference" ? FieldRole.Lookup : field.ExternalId ? FieldRole.ExternalId : FieldRole.Value,
        field.Label == field.Name ? null : field.Label);

    private static IEnumerable<DiagramLink> Links(SObjectDescription description, HashSet<string> names) =>
        from field in description.Fields
        where field.Type == "reference" && !IsAudit(field)
        from parent in field.ReferenceTo
        where names.Contains(parent)
        select new DiagramLink(description.Name, parent, field.Name, !field.Nillable, field.ReferenceTo.Count > 1);

    private static bool IsAudit(FieldDescription field) => field.Name is "CreatedById" or "LastModifiedById" or "CreatedDate" or "LastModifiedDate" or "SystemModstamp";
}
