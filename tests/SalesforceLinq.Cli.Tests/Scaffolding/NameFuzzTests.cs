using CsCheck;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SalesforceLinq.Cli.Scaffolding.Naming;
using SalesforceLinq.Cli.Scaffolding.Writing;

namespace SalesforceLinq.Cli.Tests.Scaffolding;

public sealed class NameFuzzTests
{
    [Fact]
    public void Every_text_becomes_a_name_of_the_language() => Gen.String.Sample(
        text =>
        {
            string name = PascalName.OfValue(text);
            return SyntaxFacts.IsValidIdentifier(name) && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? true : throw new InvalidOperationException($"'{text}' became '{name}'.");
        },
        iter: 20_000);

    [Fact]
    public void Every_text_survives_as_a_literal() => Gen.String.Sample(
        text => ((LiteralExpressionSyntax)SyntaxFactory.ParseExpression(CodeText.Literal(text))).Token.ValueText == text,
        iter: 20_000);

    [Fact]
    public void Register_never_gives_a_name_twice() => Gen.String[Gen.Char["abAB_"], 1, 3].Array[0, 60].Sample(
        wanted =>
        {
            NameRegister register = new(["A"]);
            string[] given = [.. wanted.Select(name => register.Take(name, name + "x"))];
            return given.Distinct(StringComparer.OrdinalIgnoreCase).Count() == given.Length && !given.Contains("A", StringComparer.OrdinalIgnoreCase);
        },
        iter: 2_000);

    [Theory]
    [InlineData("Models", true)]
    [InlineData("_x1", true)]
    [InlineData("1x", false)]
    [InlineData("class", false)]
    [InlineData("a-b", false)]
    [InlineData("", false)]
    public void Name_of_the_language_is_told_from_others(string name, bool valid) => CSharpName.IsValid(name).Should().Be(valid);
}
