using System.Reflection;

namespace SalesforceLinq.Emulator.Schema;

/// <summary>The standard objects, declared in the compact text files of <c>Schema/Standard</c>.</summary>
internal static class StandardObjects
{
    private static readonly string[] Files = ["people", "activities", "sales", "service", "products", "marketing", "files", "setup", "code"];

    public static IReadOnlyList<ObjectDefinition> Read()
    {
        CompactSchemaReader reader = new();
        foreach (string file in Files)
        {
            using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"standard/{file}.sobjects")
                ?? throw new InvalidOperationException($"The resource 'standard/{file}.sobjects' is missing from the assembly.");
            using StreamReader text = new(stream);
            reader.Read(text.ReadToEnd());
        }
        return reader.Objects;
    }

    public static bool IsIndispensable(string name) => name is "Organization" or "User" or "Profile" or "UserRole" or "Group" or "RecordType";
}
