namespace SalesforceLinq.Conformance.Tests.Soql;

/// <summary>Finds the folder of corpora and recordings beside the clone.</summary>
internal static class SharedFolder
{
    public static string? Find(string relativePath)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", relativePath);
            if (Path.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
