using System.Xml.Linq;
using SalesforceLinq.Architecture.Tests.Sources;

namespace SalesforceLinq.Architecture.Tests.Rules;

/// <summary>A project references only the projects named here; the emulator, the independent witness, references none.</summary>
public sealed class ProjectReferenceRule : IHouseRule
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["SalesforceLinq.Http"] = [],
        ["SalesforceLinq.Analyzers"] = [],
        // The analyzers are packed into its package, not referenced.
        ["SalesforceLinq"] = ["SalesforceLinq.Http", "SalesforceLinq.Analyzers"],
        ["SalesforceLinq.Emulator"] = [],
        ["SalesforceLinq.Cli"] = ["SalesforceLinq", "SalesforceLinq.Http", "SalesforceLinq.Emulator"],
    };

    /// <inheritdoc />
    public IEnumerable<string> Violations(ProductProject project) =>
        Violations(project.Name, File.ReadAllText(Path.Combine(Repository.Root, "src", project.Name, project.Name + ".csproj")));

    /// <summary>The same, over the text of a project file.</summary>
    public static IEnumerable<string> Violations(string project, string projectFile) =>
        from reference in XDocument.Parse(projectFile).Descendants("ProjectReference")
        let referenced = Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))
        where !Allowed[project].Contains(referenced)
        select $"{project} references {referenced}, which the design does not allow.";
}
