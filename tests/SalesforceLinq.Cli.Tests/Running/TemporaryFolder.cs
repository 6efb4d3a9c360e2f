namespace SalesforceLinq.Cli.Tests.Running;

/// <summary>A folder that is gone after the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("sflinq").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Every file below, by its path, with what is in it.</summary>
    public IReadOnlyDictionary<string, string> Content() => Directory.EnumerateFileSystemEntries(Path, "*", SearchOption.AllDirectories)
        .Where(File.Exists).ToDictionary(file => System.IO.Path.GetRelativePath(Path, file), File.ReadAllText);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
