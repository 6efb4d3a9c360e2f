using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Scaffolding.Planning;

/// <summary>Plans the properties of parents and of children, among the objects of the model.</summary>
/// <param name="objects">The objects, by API name.</param>
/// <param name="classes">Names of their classes.</param>
internal sealed class RelationshipPlanner(IReadOnlyDictionary<string, SObjectDescription> objects, ClassNames classes)
{
    /// <summary>The parent behind a lookup; null when the model has none of the objects it refers to.</summary>
    public PropertyPlan? Parent(FieldDescription lookup, string lookupProperty, MemberNames names)
    {
        if (lookup.RelationshipName is not { Length: > 0 } relationship || !lookup.ReferenceTo.Any(classes.Contains))
            return null;
        string name = names.Parent(lookup);
        string type = lookup.ReferenceTo.Count == 1 ? classes.Class(lookup.ReferenceTo[0]) : "object";
        string[] targets = [.. lookup.ReferenceTo.Where(classes.Contains).Select(classes.Class).Order(StringComparer.Ordinal)];
        return new PropertyPlan(name, type + "?", $"The record {lookupProperty} refers to.")
        {
            Value = type == "object" ? $"Of several classes; {string.Join(", ", targets)} among them. Ask by 'is' and cast inside a query." : null,
            Attribute = ParentAttribute(lookup, relationship, name, lookupProperty),
        };
    }

    /// <summary>The children of an object, in the order of their names.</summary>
    public IEnumerable<PropertyPlan> Children(SObjectDescription parent, MemberNames names)
    {
        IEnumerable<ChildRelationshipDescription> found = parent.ChildRelationships
            .Where(child => child.RelationshipName is { Length: > 0 } && classes.Contains(child.ChildSObject) && objects[child.ChildSObject].FindField(child.Field) is { } field && !field.IsDeprecated())
            .OrderBy(child => child.RelationshipName, StringComparer.Ordinal)
            .ThenBy(child => child.ChildSObject, StringComparer.Ordinal)
            .DistinctBy(child => child.RelationshipName, StringComparer.OrdinalIgnoreCase);
        foreach (ChildRelationshipDescription child in found)
        {
            string name = names.Children(child.RelationshipName!);
            string type = classes.Class(child.ChildSObject);
            yield return new PropertyPlan(name, $"ICollection<{type}>", $"Records of {type} whose {child.Field} refers to this one.")
            {
                Attribute = ChildrenAttribute(parent, child, name),
                Initializer = "[]",
            };
        }
    }

    // What the mapping derives by itself is not repeated: AccountId and Account, Level__c and Level__r.
    private static string? ParentAttribute(FieldDescription lookup, string relationship, string name, string lookupProperty)
    {
        bool isDerived = relationship.EndsWith("__r", StringComparison.OrdinalIgnoreCase)
            ? string.Equals(relationship[..^3] + "__c", lookup.Name, StringComparison.OrdinalIgnoreCase)
            : relationship + "Id" == lookup.Name;
        if (!isDerived)
            return $"Relationship(\"{relationship}\", ForeignKey = \"{lookup.Name}\")";
        return relationship == name && lookupProperty == name + "Id" ? null : $"Relationship(\"{relationship}\")";
    }

    private string? ChildrenAttribute(SObjectDescription parent, ChildRelationshipDescription child, string name)
    {
        FieldDescription[] lookups = [.. objects[child.ChildSObject].Fields.Where(field =>
            !field.IsDeprecated() && field.RelationshipName is { Length: > 0 } && field.ReferenceTo is [var only] && string.Equals(only, parent.Name, StringComparison.OrdinalIgnoreCase))];
        bool isDerived = lookups is [var single] && string.Equals(single.Name, child.Field, StringComparison.OrdinalIgnoreCase);
        if (!isDerived)
            return $"Relationship(\"{child.RelationshipName}\", ForeignKey = \"{child.Field}\")";
        return child.RelationshipName == name ? null : $"Relationship(\"{child.RelationshipName}\")";
    }
}
