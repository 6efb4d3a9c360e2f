using System.Reflection;
using System.Runtime.Loader;
using SalesforceLinq.Cli.Failures;

namespace SalesforceLinq.Cli.Diagrams.Loading;

/// <summary>Loads the assembly that has the context: as it was compiled, or from source.</summary>
internal sealed class ModelAssembly
{
    /// <summary>Loads it.</summary>
    /// <param name="path">A <c>.dll</c>, a <c>.cs</c> file, or a folder of those.</param>
    /// <param name="cancellation">Ends the compilation.</param>
    public Assembly Load(string path, CancellationToken cancellation)
    {
        if (Directory.Exists(path))
            return FromSource(SourceFiles(path), path, cancellation);
        if (!File.Exists(path))
            throw ToolException.Usage($"There is no file or folder '{path}'. --model takes a compiled assembly, or a folder of C# files.");
        if (path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase))
            return FromSource([path], path, cancellation);
        try
        {
            return new ModelLoadContext(Path.GetFullPath(path)).LoadFromAssemblyPath(Path.GetFullPath(path));
        }
        catch (BadImageFormatException none)
        {
            throw new ToolException(ExitCode.Usage, "NO_MODEL", $"'{path}' is no .NET assembly. --model takes one, or a folder of C# files.", none);
        }
    }

    private static Assembly FromSource(string[] files, string path, CancellationToken cancellation)
    {
        if (files.Length == 0)
            throw ToolException.Usage($"The folder '{path}' has no C# files. --model takes the folder 'sflinq scaffold' wrote to, or a compiled assembly.");
        using MemoryStream image = new SourceCompiler().Compile(files, cancellation);
        return new ModelLoadContext(Path.GetFullPath(path)).LoadFromStream(image);
    }

    private static string[] SourceFiles(string folder)
    {
        char separator = Path.DirectorySeparatorChar;
        return [.. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{separator}obj{separator}", StringComparison.Ordinal) && !file.Contains($"{separator}bin{separator}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
    }

    // The product's own assemblies are this tool's, so that the context found is a context to it; all else comes from beside the model.
    private sealed class ModelLoadContext(string path) : AssemblyLoadContext("model")
    {
        private static readonly HashSet<string> Own = new(
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => Path.GetFileNameWithoutExtension(file)), StringComparer.OrdinalIgnoreCase);

        private readonly AssemblyDependencyResolver? _resolver = path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? new AssemblyDependencyResolver(path) : null;

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (Own.Contains(assemblyName.Name!))
                return Default.LoadFromAssemblyName(new AssemblyName(assemblyName.Name!));
            return _resolver?.ResolveAssemblyToPath(assemblyName) is { } found ? LoadFromAssemblyPath(found) : null;
        }
    }
}
