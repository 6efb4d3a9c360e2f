namespace SalesforceLinq.Cli.Completion;

/// <summary>The scripts that teach a shell to complete <c>sflinq</c>: each asks the tool itself, so that none grows old.</summary>
internal static class ShellScript
{
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "pwsh", "fish"];

    public static string For(string shell)
    {
        using Stream stream = typeof(ShellScript).Assembly.GetManifestResourceStream($"sflinq.{shell}")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
