namespace SalesforceLinq.Architecture.Tests.Sources;

/// <summary>Where the repository lies on this machine.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>SalesforceLinq.sln</c>.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder)
    {
        for (DirectoryInfo? candidate = new(folder); candidate is not null; candidate = candidate.Parent)
        {
            if (File.Exists(Path.Combine(candidate.FullName, "SalesforceLinq.sln")))
                return candidate.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above '{folder}' holds SalesforceLinq.sln: the architecture tests read the sources.");
    }
}
