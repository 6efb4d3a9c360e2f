using SalesforceLinq.Cli.Scaffolding.Naming;

namespace SalesforceLinq.Cli.Scaffolding.Planning;

/// <summary>Names the classes of the objects, and their sets.</summary>
internal sealed class ClassNames
{
    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _sets = new(StringComparer.OrdinalIgnoreCase);

    public ClassNames(IEnumerable<string> objects, string contextName, NameRegister types)
    {
        NameRegister sets = new([.. ReservedNames.ForContext, contextName]);
        foreach (string apiName in objects.OrderBy(Rank).ThenBy(name => name, StringComparer.Ordinal))
        {
            ApiNameParts parts = ApiNameParts.Of(apiName);
            string name = NameOf(parts);
            string prefixed = parts.Namespace is { } prefix ? PascalName.OfApiName(prefix) + name : name;
            _names[apiName] = types.Take(name, prefixed, name + "Record");
            _sets[apiName] = sets.Take(Plural.Of(_names[apiName]), _names[apiName] + "Set");
        }
    }

    public bool Contains(string apiName) => _names.ContainsKey(apiName);

    public string Class(string apiName) => _names[apiName];

    public string Set(string apiName) => _sets[apiName];

    private static string NameOf(ApiNameParts parts)
    {
        if (!parts.IsCustom)
            return parts.Core;
        string name = PascalName.OfApiName(parts.Core);
        // Invoice__History and Invoice__Share stand beside Invoice__c and are told apart; other suffixes say what kind of object it is, and nothing to the reader.
        return parts.Suffix is { Length: > 3 } kind ? name + PascalName.OfApiName(kind) : name;
    }

    private static int Rank(string apiName) => ApiNameParts.Of(apiName) switch { { IsCustom: false } => 0, { Namespace: null, Suffix: "c" } => 1, { Namespace: null } => 2, _ => 3 };
}
