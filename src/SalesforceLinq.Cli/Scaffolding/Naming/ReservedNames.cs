using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Scaffolding.Naming;

/// <summary>Names that generated classes and members do not get.</summary>
internal static class ReservedNames
{
    private static readonly Lazy<string[]> SystemTypeNames = new(ReadSystemTypeNames);

    /// <summary>
    /// Names no class gets: types that every program sees without a using (<c>Task</c>, <c>Environment</c>, …), the product's own (<c>Address</c>,
    /// <c>Location</c>), and first parts of namespaces. A class of such a name would make each use of it ambiguous.
    /// </summary>
    public static IEnumerable<string> ForTypes =>
    [
        .. SystemTypeNames.Value,
        .. typeof(SalesforceContext).Assembly.GetExportedTypes().Select(type => type.Name),
        .. typeof(SalesforceClient).Assembly.GetExportedTypes().Select(type => type.Name),
        "System", "Microsoft", "SalesforceLinq", "Newtonsoft", "JToken", "EnumMember",
    ];

    /// <summary>Names no property gets: what every object has.</summary>
    public static IEnumerable<string> ForMembers => ["Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals"];

    /// <summary>Names no set of the context gets.</summary>
    public static IEnumerable<string> ForContext =>
        [.. ForMembers, .. typeof(SalesforceContext).GetMembers(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic).Select(member => member.Name)];

    // The namespaces of ImplicitUsings, as .NET 10 has them. A list, so that another runtime does not rename anybody's classes.
    private static string[] ReadSystemTypeNames()
    {
        using Stream stream = typeof(ReservedNames).Assembly.GetManifestResourceStream("SystemTypeNames.txt")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
