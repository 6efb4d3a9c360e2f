using SalesforceLinq.Cli.Scaffolding.Naming;
using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Scaffolding.Planning;

/// <summary>Names the properties of one class: standard fields keep their names, custom ones lose prefix and suffix where that leaves them unique.</summary>
internal sealed class MemberNames
{
    private readonly NameRegister _register;
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);

    public MemberNames(string className, IEnumerable<FieldDescription> fields)
    {
        _register = new NameRegister([.. ReservedNames.ForMembers, className]);
        // Standard names first, packages last: a field that is added later may only rename those that follow it.
        foreach (FieldDescription field in fields.OrderBy(field => RankOf(ApiNameParts.Of(field.Name))).ThenBy(field => field.Name, StringComparer.Ordinal))
            _fields[field.Name] = NameOf(field);
    }

    /// <summary>The property of a field.</summary>
    public string Field(FieldDescription field) => _fields[field.Name];

    /// <summary>A property of the parent behind a lookup.</summary>
    public string Parent(FieldDescription lookup)
    {
        ApiNameParts parts = ApiNameParts.Of(lookup.RelationshipName!);
        string name = parts.IsCustom ? WithoutId(PascalName.OfApiName(parts.Core)) : lookup.RelationshipName!;
        return _register.Take(name, Prefixed(parts, name), name + "Record");
    }

    /// <summary>A property of a list of children.</summary>
    public string Children(string relationshipName)
    {
        ApiNameParts parts = ApiNameParts.Of(relationshipName);
        string name = parts.IsCustom ? PascalName.OfApiName(parts.Core) : relationshipName;
        return _register.Take(name, Prefixed(parts, name), name + "Records");
    }

    private string NameOf(FieldDescription field)
    {
        ApiNameParts parts = ApiNameParts.Of(field.Name);
        if (!parts.IsCustom)
            return _register.Take(char.IsDigit(field.Name[0]) ? "_" + field.Name : field.Name, field.Name + "Field");
        string name = PascalName.OfApiName(parts.Core);
        if (field.Type == "reference")
            name = WithoutId(name) + "Id";
        return _register.Take(name, Prefixed(parts, name), name + "Custom");
    }

    private static string Prefixed(ApiNameParts parts, string name) => parts.Namespace is { } prefix ? PascalName.OfApiName(prefix) + name : name;

    private static string WithoutId(string name) =>
        name.Length > 2 && name.EndsWith("Id", StringComparison.Ordinal) && !char.IsUpper(name[^3]) ? name[..^2] : name;

    private static int RankOf(ApiNameParts parts) => !parts.IsCustom ? 0 : parts.Namespace is null ? 1 : 2;
}
