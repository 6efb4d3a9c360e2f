using SalesforceLinq.Emulator.Soql.Refusals;
using SalesforceLinq.Emulator.Soql.Syntax;

namespace SalesforceLinq.Emulator.Soql.Binding;

/// <summary>What names mean inside one SELECT.</summary>
internal sealed class BindingScope
{
    private readonly Dictionary<string, FieldPath> _aliases = new(StringComparer.OrdinalIgnoreCase);

    public BindingScope(OrgSchema schema, QueryContext context, SourceMap sources, FromClause from, BindingRefusal refusal)
    {
        Schema = schema;
        Context = context;
        Sources = sources;
        Refusal = refusal;
        RootNames.Add(sources.Root.Object.Name);
        if (from.Alias is not null)
            RootNames.Add(from.Alias);
        foreach (FromAlias other in from.Others)
        {
            // COUNT() may name parents after a comma without giving them a name of their own.
            _aliases[other.Alias ?? other.Path.Field] = other.Path;
        }
    }

    public OrgSchema Schema { get; }

    public QueryContext Context { get; }

    public SourceMap Sources { get; }

    public BindingRefusal Refusal { get; }

    /// <summary>How many parent relationships the query has used, over all its parts.</summary>
    public HashSet<string> Relationships { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    private HashSet<string> RootNames { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of a path from the root object on, aliases resolved.</summary>
    public IReadOnlyList<string> FromRoot(FieldPath path)
    {
        IReadOnlyList<string> names = path.Names;
        if (names.Count > 1 && _aliases.TryGetValue(names[0], out FieldPath? aliased))
            names = [.. aliased.Names, .. names.Skip(1)];
        while (names.Count > 1 && RootNames.Contains(names[0]) && Sources.Root.Object.FindRelationship(names[0]) is null)
            names = [.. names.Skip(1)];
        return names;
    }
}
