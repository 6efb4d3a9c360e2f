using SalesforceLinq.Architecture.Tests.Rules;
using SalesforceLinq.Architecture.Tests.Sources;

namespace SalesforceLinq.Architecture.Tests;

/// <summary>Every product project keeps the rules of the house.</summary>
public sealed class HouseRulesTests
{
    public static TheoryData<string> Projects => [.. ProductProject.Names];

    [Theory, MemberData(nameof(Projects))]
    public void Sources_compile_as_the_rules_read_them(string project) =>
        ProductProject.Load(project).Compilation.GetDiagnostics()
            .Where(found => found.Id is "CS0103" or "CS0234" or "CS0246")
            .Select(found => found.ToString())
            .Should().BeEmpty("a name that the rules cannot resolve is a dependency they do not see");

    [Theory, MemberData(nameof(Projects))]
    public void Files_and_methods_stay_short(string project) => Keeps(project, new SizeRule());

    [Theory, MemberData(nameof(Projects))]
    public void Namespaces_follow_the_folders(string project) => Keeps(project, new NamespaceRule());

    [Theory, MemberData(nameof(Projects))]
    public void Folders_are_named_for_concepts(string project) => Keeps(project, new FolderNameRule());

    [Theory, MemberData(nameof(Projects))]
    public void Classes_are_sealed(string project) => Keeps(project, new SealedRule());

    [Theory, MemberData(nameof(Projects))]
    public void Public_members_are_documented(string project) => Keeps(project, new DocumentationRule());

    [Theory, MemberData(nameof(Projects))]
    public void Folders_know_only_what_the_table_allows(string project) =>
        Keeps(project, new AllowedDependencyRule(FolderTable.Of[project]));

    [Theory, MemberData(nameof(Projects))]
    public void Folders_form_no_cycles(string project) => Keeps(project, new NoCycleRule());

    [Theory, MemberData(nameof(Projects))]
    public void Projects_reference_only_what_the_design_allows(string project) => Keeps(project, new ProjectReferenceRule());

    private static void Keeps(string project, IHouseRule rule) =>
        string.Join(Environment.NewLine, rule.Violations(ProductProject.Load(project))).Should().BeEmpty();
}
