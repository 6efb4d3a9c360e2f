using SalesforceLinq.Architecture.Tests.Sources;

namespace SalesforceLinq.Architecture.Tests.Rules;

/// <summary>A folder names only the folders that the table allows it.</summary>
/// <param name="table">For every folder of the project, what it may know; a name covers the folders below it.</param>
public sealed class AllowedDependencyRule(IReadOnlyDictionary<string, string[]> table) : IHouseRule
{
    /// <inheritdoc />
    public IEnumerable<string> Violations(ProductProject project)
    {
        foreach (string folder in project.Files.Select(file => file.Folder).Distinct().Where(folder => folder.Length > 0))
        {
            if (!table.ContainsKey(folder))
                yield return $"Folder {project.Name}/{folder} is not in the table: say there what it may know.";
        }

        foreach (FolderDependencies.Arrow arrow in FolderDependencies.Of(project))
        {
            // The root folder is the front door: it opens onto every room, and no room looks out through it.
            if (arrow.From.Length > 0 && !IsAllowed(arrow))
                yield return $"{project.Name}/{arrow.From} may not know {(arrow.To.Length == 0 ? "the root folder" : arrow.To)}: {arrow.Example}.";
        }
    }

    private bool IsAllowed(FolderDependencies.Arrow arrow) =>
        table.TryGetValue(arrow.From, out string[]? allowed)
        && allowed.Any(folder => arrow.To == folder || arrow.To.StartsWith(folder + "/", StringComparison.Ordinal));
}
