using SalesforceLinq.Cli.Scaffolding.Naming;
using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Scaffolding.Planning;

/// <summary>Plans the type of a picklist: a safe name for each of its values.</summary>
internal sealed class PicklistPlanner(NameRegister types)
{
    /// <summary>The plan, or null for a field that needs no type of its own.</summary>
    public PicklistPlan? Plan(string className, string propertyName, FieldDescription field)
    {
        if (field.Type is not ("picklist" or "multipicklist") || field.PicklistValues.Count == 0)
            return null;

        // Values that differ by case alone are one value to Salesforce.
        List<PicklistEntry> entries = [.. field.PicklistValues.Where(entry => !string.IsNullOrEmpty(entry.Value)).DistinctBy(entry => entry.Value, StringComparer.OrdinalIgnoreCase)];
        string name = types.Take(className + propertyName, className + propertyName + "Value");
        NameRegister members = new([.. ReservedNames.ForMembers, "value__", name]);
        return new PicklistPlan(
            name,
            $"Values of {className}.{propertyName}.",
            [.. entries.Select(entry => new PicklistMember(members.Take(PascalName.OfValue(entry.Value)), entry.Value, Summary(entry)))]);
    }

    private static string Summary(PicklistEntry entry)
    {
        string label = string.IsNullOrWhiteSpace(entry.Label) ? entry.Value : entry.Label;
        return $"{label}{(entry.Active ? "" : " (inactive)")}";
    }
}
