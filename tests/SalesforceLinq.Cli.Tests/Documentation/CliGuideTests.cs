using System.CommandLine;
using SalesforceLinq.Cli.Failures;
using SalesforceLinq.Cli.SignIn;
using SalesforceLinq.Cli.Terminals;

namespace SalesforceLinq.Cli.Tests.Documentation;

/// <summary>The guide names every command, option, variable and exit code there is.</summary>
public sealed class CliGuideTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(Root(), "docs", "cli.md"));
    private static readonly string SignInChapter = Chapter("Which org, and how to sign in");

    public static TheoryData<string> Commands => [.. AllCommands().Subcommands.Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_has_a_chapter_with_all_its_options(string name)
    {
        Guide.Should().Contain($"| [`sflinq {name}`](#{name}) |");
        string chapter = Chapter(name);
        chapter.Should().Contain($"sflinq {name}", "there is an example");
        foreach (Option option in AllCommands().Subcommands.Single(command => command.Name == name).Options)
            (chapter + SignInChapter).Should().Contain($"`{option.Name}", $"'sflinq {name} {option.Name}' is an option");
    }

    [Fact]
    public void Every_variable_and_exit_code_is_named()
    {
        foreach (string variable in SignInVariables.Names.SelectMany(setting => setting.Names))
            SignInChapter.Should().MatchRegex($"`{variable}[`=]");
        foreach (ExitCode code in Enum.GetValues<ExitCode>())
            Chapter("Exit codes").Should().Contain($"| {(int)code} |");
    }

    [Fact]
    public void Guide_names_no_option_that_does_not_exist()
    {
        HashSet<string> options = [.. AllCommands().Subcommands.SelectMany(command => command.Options).Concat(AllCommands().Options).SelectMany(option => option.Aliases.Append(option.Name))];
        // Those of other programs in the examples.
        options.UnionWith(["--global"]);
        System.Text.RegularExpressions.Regex.Matches(Guide, @"(?<![\w-])--[a-z][a-z-]+").Select(match => match.Value).Distinct().Should().BeSubsetOf(options);
    }

    private static RootCommand AllCommands()
    {
        using Terminal terminal = new() { Output = TextWriter.Null, Error = TextWriter.Null, Input = TextReader.Null };
        return new CommandLine(terminal).Build();
    }

    private static string Chapter(string title)
    {
        int start = Guide.IndexOf($"\n## {title}\n", StringComparison.Ordinal);
        start.Should().BePositive($"there is a chapter '{title}'");
        int end = Guide.IndexOf("\n## ", start + 4, StringComparison.Ordinal);
        return end < 0 ? Guide[start..] : Guide[start..end];
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SalesforceLinq.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run below the folder of the solution.");
    }
}
