using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SalesforceLinq.Analyzers.Editing;

/// <summary>Rewrites texts and values that are added up as one interpolated string.</summary>
internal static class SoqlConcatenation
{
    /// <summary>The interpolated string; null where a value stands inside quotes with other text, and is not the whole literal.</summary>
    public static ExpressionSyntax? TryInterpolate(BinaryExpressionSyntax sum)
    {
        List<(string? Text, ExpressionSyntax? Value)> parts = [];
        if (!TryRead(sum, parts) || !parts.Exists(part => part.Value is not null))
            return null;

        StringBuilder soql = new("$\"");
        bool isQuoted = false;
        for (int i = 0; i < parts.Count; i++)
        {
            if (parts[i].Value is { } value)
            {
                soql.Append('{').Append(value is ConditionalExpressionSyntax ? $"({value})" : value.WithoutTrivia().ToString()).Append('}');
                continue;
            }

            // The quotes around a hole go: the hole becomes a literal with quotes of its own.
            string text = parts[i].Text!;
            if (isQuoted)
            {
                if (!text.StartsWith("'", StringComparison.Ordinal))
                    return null;
                text = text.Substring(1);
            }

            isQuoted = i + 1 < parts.Count && text.EndsWith("'", StringComparison.Ordinal);
            text = isQuoted ? text.Substring(0, text.Length - 1) : text;
            if (text.Count(letter => letter == '\'') % 2 != 0)
                return null;
            string literal = SyntaxFactory.Literal(text).Text;
            soql.Append(literal.Substring(1, literal.Length - 2).Replace("{", "{{").Replace("}", "}}"));
        }

        return isQuoted ? null : SyntaxFactory.ParseExpression(soql.Append('"').ToString());
    }

    private static bool TryRead(ExpressionSyntax expression, List<(string? Text, ExpressionSyntax? Value)> parts)
    {
        switch (expression)
        {
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                return TryRead(sum.Left, parts) && TryRead(sum.Right, parts);
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal:
                Add(parts, literal.Token.ValueText);
                return true;
            case InterpolatedStringExpressionSyntax interpolated:
                return interpolated.Contents.All(content => TryRead(content, parts));
            default:
                parts.Add((null, expression));
                return true;
        }
    }

    private static bool TryRead(InterpolatedStringContentSyntax content, List<(string? Text, ExpressionSyntax? Value)> parts)
    {
        if (content is InterpolatedStringTextSyntax text)
        {
            Add(parts, text.TextToken.ValueText);
            return true;
        }

        if (content is not InterpolationSyntax { AlignmentClause: null, FormatClause: null } hole)
            return false;
        parts.Add((null, hole.Expression));
        return true;
    }

    private static void Add(List<(string? Text, ExpressionSyntax? Value)> parts, string text)
    {
        if (parts.Count > 0 && parts[parts.Count - 1].Text is { } before)
            parts[parts.Count - 1] = (before + text, null);
        else
            parts.Add((text, null));
    }
}
