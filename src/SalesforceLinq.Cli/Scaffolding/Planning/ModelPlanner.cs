using SalesforceLinq.Cli.Scaffolding.Naming;
using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Scaffolding.Planning;

/// <summary>Decides what the model is: classes, properties and picklists, with a name for each. The same describes always give the same plan.</summary>
internal sealed class ModelPlanner(string contextName, PicklistStyle style)
{
    private readonly FieldPlanner _fields = new();

    public ModelPlan Plan(IEnumerable<SObjectDescription> described)
    {
        SortedDictionary<string, SObjectDescription> objects = new(StringComparer.Ordinal);
        foreach (SObjectDescription description in described)
            objects[description.Name] = description;

        NameRegister types = new([.. ReservedNames.ForTypes, contextName]);
        ClassNames classes = new(objects.Keys, contextName, types);
        RelationshipPlanner relationships = new(new Dictionary<string, SObjectDescription>(objects, StringComparer.OrdinalIgnoreCase), classes);
        PicklistPlanner picklists = new(types);
        return new ModelPlan([.. objects.Values.Select(description => Class(description, classes, relationships, picklists)).OrderBy(planned => planned.Name, StringComparer.Ordinal)]);
    }

    private ClassPlan Class(SObjectDescription description, ClassNames classes, RelationshipPlanner relationships, PicklistPlanner picklists)
    {
        string className = classes.Class(description.Name);
        FieldDescription[] fields = [.. description.Fields.Where(field => field.Name.Length > 0 && !field.IsDeprecated())
            .OrderBy(field => field.Name, StringComparer.Ordinal).DistinctBy(field => field.Name, StringComparer.OrdinalIgnoreCase)];
        MemberNames names = new(className, fields);
        List<PropertyPlan> properties = [];
        List<PicklistPlan> types = [];
        foreach (FieldDescription field in fields.OrderBy(Rank).ThenBy(names.Field, StringComparer.Ordinal))
        {
            string name = names.Field(field);
            PicklistPlan? picklist = style == PicklistStyle.Strings ? null : picklists.Plan(className, name, field);
            if (picklist is not null)
                types.Add(picklist);
            properties.Add(_fields.Plan(field, name, style == PicklistStyle.Enums ? picklist?.Name : null));
            if (field.Type == "reference" && relationships.Parent(field, name, names) is { } parent)
                properties.Add(parent);
        }

        properties.AddRange(relationships.Children(description, names));
        string label = string.IsNullOrWhiteSpace(description.Label) ? description.Name : description.Label;
        string plural = string.IsNullOrWhiteSpace(description.LabelPlural) ? label : description.LabelPlural;
        return new ClassPlan(description.Name, className, classes.Set(description.Name), label, plural, properties, types);
    }

    // The id, the name, what the object is about, and last what every object has. Within each by name: orgs list fields in different orders.
    private static int Rank(FieldDescription field) => field switch
    {
        { Name: "Id" } => 0,
        { NameField: true } => 1,
        _ when field.IsSystem() => 3,
        _ => 2,
    };
}
