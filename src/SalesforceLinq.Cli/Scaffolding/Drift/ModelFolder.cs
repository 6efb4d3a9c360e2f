using SalesforceLinq.Cli.Failures;
using SalesforceLinq.Cli.Files;
using SalesforceLinq.Cli.Scaffolding.Writing;

namespace SalesforceLinq.Cli.Scaffolding.Drift;

/// <summary>The folder a model is kept in. Only files this tool wrote for the same context are ever overwritten or removed.</summary>
internal sealed class ModelFolder(string path, string contextName)
{
    /// <summary>How the folder differs from a model, in the order of the names.</summary>
    /// <exception cref="ToolException">A file of the model's is somebody else's.</exception>
    public IReadOnlyList<FileDrift> Compare(IReadOnlyList<GeneratedFile> model)
    {
        List<FileDrift> drift = [];
        HashSet<string> wanted = new(model.Select(file => file.Name), StringComparer.OrdinalIgnoreCase);
        foreach (GeneratedFile file in model)
        {
            string place = Path.Combine(path, file.Name);
            if (!File.Exists(place))
            {
                drift.Add(new FileDrift(file.Name, DriftKind.Missing, [], []));
                continue;
            }

            string content = File.ReadAllText(place);
            RequireOurs(place, content);
            // A checkout with CRLF is no drift.
            string normalized = content.Replace("\r\n", "\n", StringComparison.Ordinal);
            if (normalized == file.Content)
                continue;
            (IReadOnlyList<string> added, IReadOnlyList<string> removed) = LineDifference.Between(normalized, file.Content);
            drift.Add(new FileDrift(file.Name, DriftKind.Changed, added, removed));
        }

        drift.AddRange(Generated().Where(name => !wanted.Contains(name)).Select(name => new FileDrift(name, DriftKind.Stale, [], [])));
        return [.. drift.OrderBy(difference => difference.File, StringComparer.Ordinal)];
    }

    /// <summary>Puts the model into the folder: all of it, or nothing.</summary>
    public void Update(IReadOnlyList<GeneratedFile> model, IReadOnlyList<FileDrift> drift, CancellationToken cancellation)
    {
        FileSet files = new(path);
        foreach (FileDrift difference in drift)
        {
            if (difference.Kind == DriftKind.Stale)
                files.Remove(difference.File);
            else
                files.Write(difference.File, model.Single(file => file.Name == difference.File).Content);
        }

        files.Commit(cancellation);
    }

    private IEnumerable<string> Generated() => !Directory.Exists(path) ? [] : Directory.GetFiles(path, "*" + GeneratedFile.Extension)
        .Where(file => GeneratedFile.ContextOf(File.ReadAllText(file)) == contextName)
        .Select(file => Path.GetFileName(file));

    private void RequireOurs(string place, string content)
    {
        string? context = GeneratedFile.ContextOf(content);
        if (context == contextName)
            return;
        throw new ToolException(ExitCode.File, "FOREIGN_FILE", context is null
            ? $"'{place}' was not written by sflinq, so it is not overwritten. Move it, or choose another --output."
            : $"'{place}' belongs to the context {context}. Give each context a folder of its own by --output, or scaffold with --context {context}.");
    }
}
