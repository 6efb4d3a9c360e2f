using System.Xml;
using System.Xml.Linq;
using SalesforceLinq.Cli.Scaffolding.Naming;

namespace SalesforceLinq.Cli.Scaffolding;

/// <summary>The namespace of a folder, as the SDK and the editors derive it: the project's root namespace, and the folders below.</summary>
internal static class ProjectNamespace
{
    public static string Of(string folder)
    {
        string full = Path.GetFullPath(folder);
        for (DirectoryInfo? at = new(full); at is not null; at = at.Parent)
        {
            if (!at.Exists || at.GetFiles("*.csproj").OrderBy(file => file.Name, StringComparer.Ordinal).FirstOrDefault() is not { } project)
                continue;
            string below = Path.GetRelativePath(at.FullName, full);
            return Joined([RootOf(project), .. below == "." ? [] : below.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar)]);
        }

        return Joined([new DirectoryInfo(full).Name]);
    }

    private static string RootOf(FileInfo project)
    {
        try
        {
            string? root = XDocument.Load(project.FullName).Descendants().FirstOrDefault(element => element.Name.LocalName == "RootNamespace")?.Value.Trim();
            return root is { Length: > 0 } && !root.Contains('$') ? root : Path.GetFileNameWithoutExtension(project.Name);
        }
        catch (XmlException)
        {
            return Path.GetFileNameWithoutExtension(project.Name);
        }
    }

    private static string Joined(IEnumerable<string> parts) =>
        string.Join('.', parts.SelectMany(part => part.Split('.', StringSplitOptions.RemoveEmptyEntries)).Select(PascalName.OfApiName));
}
