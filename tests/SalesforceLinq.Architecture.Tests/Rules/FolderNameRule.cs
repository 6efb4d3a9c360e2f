using SalesforceLinq.Architecture.Tests.Sources;

namespace SalesforceLinq.Architecture.Tests.Rules;

/// <summary>A folder is a concept: names that say only "the rest" are refused.</summary>
public sealed class FolderNameRule : IHouseRule
{
    private static readonly HashSet<string> Refused = new(StringComparer.OrdinalIgnoreCase)
    {
        "Internal", "Utils", "Utilities", "Helpers", "Common", "Extensions", "Exceptions", "Models", "Misc", "Shared", "Core",
    };

    /// <inheritdoc />
    public IEnumerable<string> Violations(ProductProject project) =>
        from folder in project.Files.Select(file => file.Folder).Distinct()
        from part in folder.Split('/')
        where Refused.Contains(part)
        select $"{project.Name}/{folder}: '{part}' names no concept.";
}
