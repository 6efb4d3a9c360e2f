using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SalesforceLinq.Architecture.Tests.Sources;

namespace SalesforceLinq.Architecture.Tests.Rules;

/// <summary>No file above 400 lines, no method above 60: what is longer has more than one job.</summary>
public sealed class SizeRule : IHouseRule
{
    private const int MaxFileLines = 400;
    private const int MaxMethodLines = 60;

    /// <inheritdoc />
    public IEnumerable<string> Violations(ProductProject project)
    {
        foreach (SourceFile file in project.Files)
        {
            if (file.LineCount > MaxFileLines)
                yield return $"{file.Path} has {file.LineCount} lines, {MaxFileLines} are allowed: split it by concept.";

            foreach (SyntaxNode member in file.Tree.GetRoot().DescendantNodes().Where(IsCode))
            {
                FileLinePositionSpan span = file.Tree.GetLineSpan(member.Span);
                int lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
                if (lines > MaxMethodLines)
                    yield return $"{file.At(member)} is a method of {lines} lines, {MaxMethodLines} are allowed.";
            }
        }
    }

    private static bool IsCode(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
            or GlobalStatementSyntax or PropertyDeclarationSyntax { ExpressionBody: not null };
}
