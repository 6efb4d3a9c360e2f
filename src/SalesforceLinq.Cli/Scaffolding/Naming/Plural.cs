namespace SalesforceLinq.Cli.Scaffolding.Naming;

/// <summary>The English plural of a class name, for its set. Labels would do as well, were they not in each user's own language.</summary>
internal static class Plural
{
    public static string Of(string name)
    {
        if (name.Length > 1 && name[^1] is 'y' && !"aeiou".Contains(char.ToLowerInvariant(name[^2]), StringComparison.Ordinal))
            return name[..^1] + "ies";
        if (name.EndsWith("ss", StringComparison.Ordinal) || name.EndsWith("us", StringComparison.Ordinal) || name.EndsWith('x') || name.EndsWith('z')
            || name.EndsWith("ch", StringComparison.Ordinal) || name.EndsWith("sh", StringComparison.Ordinal))
        {
            return name + "es";
        }

        return name.EndsWith('s') ? name : name + "s";
    }
}
