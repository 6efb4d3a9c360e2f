using SalesforceLinq.Architecture.Tests.Rules;
using SalesforceLinq.Architecture.Tests.Sources;

namespace SalesforceLinq.Architecture.Tests;

/// <summary>Each rule, broken once on purpose: a rule that cannot fail proves nothing.</summary>
public sealed class HouseRulesBiteTests
{
    private const string Documented = "/// <summary>Words.</summary>\n";

    [Fact]
    public void A_file_of_401_lines_is_too_long() =>
        Violations(new SizeRule(), ("A.cs", string.Concat(Enumerable.Repeat("// line\n", 401))))
            .Should().ContainSingle().Which.Should().StartWith("A.cs has 401 lines");

    [Fact]
    public void A_file_of_400_lines_is_not() =>
        Violations(new SizeRule(), ("A.cs", string.Concat(Enumerable.Repeat("// line\n", 400)))).Should().BeEmpty();

    [Fact]
    public void A_method_of_61_lines_is_too_long() =>
        Violations(new SizeRule(), ("A.cs", $"static class A {{ static void M()\n{{{new string('\n', 59)}}} }}"))
            .Should().ContainSingle().Which.Should().Contain("a method of 61 lines");

    [Fact]
    public void An_internal_type_outside_its_folders_namespace_is_found() =>
        Violations(new NamespaceRule(), ("Plans/A.cs", "namespace House; internal sealed class A;"))
            .Should().ContainSingle().Which.Should().Contain("belongs to House.Plans");

    [Fact]
    public void A_public_type_outside_the_root_namespace_is_found() =>
        Violations(new NamespaceRule(), ("Plans/A.cs", "namespace House.Plans; public sealed class A;"))
            .Should().ContainSingle().Which.Should().Contain("belongs to House.");

    [Fact]
    public void A_second_type_of_a_file_is_looked_at_too() =>
        Violations(new NamespaceRule(), ("A.cs", "namespace House { internal sealed class A; } namespace Other { internal delegate void B(); }"))
            .Should().ContainSingle().Which.Should().Contain("'B'");

    [Fact]
    public void A_folder_named_Utils_is_refused() =>
        Violations(new FolderNameRule(), ("Plans/Utils/A.cs", "")).Should().ContainSingle().Which.Should().Contain("'Utils'");

    [Fact]
    public void An_open_class_that_nobody_derives_from_is_found() =>
        Violations(new SealedRule(), ("A.cs", "class Open; abstract class Base; sealed class Derived : Base; record OpenRecord;"))
            .Should().HaveCount(2).And.OnlyContain(found => found.Contains("'Open"));

    [Fact]
    public void A_base_class_may_stay_open() =>
        Violations(new SealedRule(), ("A.cs", "class Parent<T>; sealed class Child : Parent<int>;")).Should().BeEmpty();

    [Fact]
    public void A_public_member_without_a_summary_is_found() =>
        Violations(new DocumentationRule(), ("A.cs", Documented + "public sealed class A { public int B => 1; " + Documented + "public int C => 1; }"))
            .Should().ContainSingle().Which.Should().Contain("'A.B'").And.Contain("not documented");

    [Fact]
    public void An_empty_summary_is_no_documentation() =>
        Violations(new DocumentationRule(), ("A.cs", "/// <summary> </summary>\npublic sealed class A;")).Should().ContainSingle();

    [Fact]
    public void A_folder_that_names_what_the_table_does_not_allow_is_found() =>
        Violations(
            new AllowedDependencyRule(new Dictionary<string, string[]> { ["Low"] = [], ["High"] = ["Low"] }),
            ("Low/A.cs", "namespace House.Low; internal sealed class A { House.High.B? b; }"),
            ("High/B.cs", "namespace House.High; internal sealed class B { House.Low.A? a; }"))
            .Should().ContainSingle().Which.Should().Be("House/Low may not know High: Low/A.cs:1 names 'B'.");

    [Fact]
    public void A_room_that_looks_up_at_the_front_door_is_found_though_the_namespace_is_the_same() =>
        Violations(
            new AllowedDependencyRule(new Dictionary<string, string[]> { ["Low"] = [] }),
            ("Door.cs", "namespace House; public sealed class Door { public static int Open() => 1; }"),
            ("Low/A.cs", "namespace House; public sealed class A { int b = Door.Open(); }"))
            .Should().ContainSingle().Which.Should().Contain("may not know the root folder");

    [Fact]
    public void A_folder_that_is_not_in_the_table_is_found() =>
        Violations(new AllowedDependencyRule(new Dictionary<string, string[]>()), ("New/A.cs", "namespace House.New; internal sealed class A;"))
            .Should().ContainSingle().Which.Should().Contain("is not in the table");

    [Fact]
    public void A_cycle_by_way_of_a_third_folder_is_found() =>
        Violations(
            new NoCycleRule(),
            ("A/A.cs", "namespace House.A; internal sealed class First { House.B.Second? next; }"),
            ("B/B.cs", "namespace House.B; internal sealed class Second { House.C.Third? next; }"),
            ("C/C.cs", "namespace House.C; internal sealed class Third { House.A.First? next; }"))
            .Should().NotBeEmpty().And.Contain(found => found.Contains("B/B.cs:1 names 'Third'"));

    [Fact]
    public void A_cycle_between_rooms_is_found_where_their_folders_form_none() =>
        Violations(
            new NoCycleRule(),
            ("A/One/A.cs", "namespace House.A.One; internal sealed class First { House.B.Second? next; }"),
            ("B/B.cs", "namespace House.B; internal sealed class Second { House.A.Two.Third? next; }"),
            ("A/Two/C.cs", "namespace House.A.Two; internal sealed class Third;"))
            .Should().NotBeEmpty();

    [Fact]
    public void The_emulator_may_reference_no_project() =>
        ProjectReferenceRule.Violations(
            "SalesforceLinq.Emulator",
            "<Project><ItemGroup><ProjectReference Include=\"..\\SalesforceLinq.Http\\SalesforceLinq.Http.csproj\" /></ItemGroup></Project>")
            .Should().ContainSingle().Which.Should().Contain("references SalesforceLinq.Http");

    private static IEnumerable<string> Violations(IHouseRule rule, params (string Path, string Text)[] files) =>
        rule.Violations(ProductProject.FromTexts("House", files));
}
