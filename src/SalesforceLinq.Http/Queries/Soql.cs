using System.Globalization;
using SalesforceLinq.Http.Queries;
using SalesforceLinq.Http.Values;

namespace SalesforceLinq.Http;

/// <summary>Puts values into SOQL safely.</summary>
public static class Soql
{
    /// <summary>
    /// SOQL with values in its holes: <c>Soql.Format($"SELECT Id FROM Contact WHERE LastName = {name} AND AccountId IN {ids}")</c>.
    /// Each value becomes a literal of its type, quoted and escaped; a sequence becomes a list in parentheses.
    /// </summary>
    /// <param name="soql">An interpolated string. Do not put quotes around its holes.</param>
    /// <returns>The SOQL. Times without a zone count as UTC.</returns>
    /// <exception cref="ArgumentException">A value has no literal in SOQL, a list is empty, or a hole stands inside quotes or has a format of its own.</exception>
    public static string Format(FormattableString soql)
    {
        ArgumentNullException.ThrowIfNull(soql);
        HoleCheck.Check(soql.Format);
        object[] literals = [.. soql.GetArguments().Select(SoqlLiteral.Of)];
        return string.Format(CultureInfo.InvariantCulture, soql.Format, literals);
    }

    /// <summary>A text put into SOQL as it is. Only for text that no user can choose.</summary>
    /// <param name="text">A fragment of SOQL.</param>
    public static SoqlFragment Raw(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new SoqlFragment(text);
    }

    /// <summary>The name of an object, or of a field with or without its parents, after a check that it is one.</summary>
    /// <param name="name">API name, such as <c>Invoice__c</c> or <c>Account.Name</c>.</param>
    /// <exception cref="ArgumentException">It is not an API name.</exception>
    public static SoqlFragment Name(string name) => new(ApiName.CheckedPath(name));

    /// <summary>Operand of LIKE for texts that start with a text; <c>%</c> and <c>_</c> in it stand for themselves.</summary>
    /// <param name="text">The beginning.</param>
    public static SoqlFragment StartsWith(string text) => new(SoqlLiteral.Pattern("", Given(text), "%"));

    /// <summary>Operand of LIKE for texts that end with a text; <c>%</c> and <c>_</c> in it stand for themselves.</summary>
    /// <param name="text">The end.</param>
    public static SoqlFragment EndsWith(string text) => new(SoqlLiteral.Pattern("%", Given(text), ""));

    /// <summary>Operand of LIKE for texts that contain a text; <c>%</c> and <c>_</c> in it stand for themselves.</summary>
    /// <param name="text">The part.</param>
    public static SoqlFragment Contains(string text) => new(SoqlLiteral.Pattern("%", Given(text), "%"));

    private static string Given(string text) => text ?? throw new ArgumentNullException(nameof(text));
}

/// <summary>A piece of SOQL that stands for itself in <see cref="Soql.Format"/>. Made by <see cref="Soql.Raw"/> and its siblings.</summary>
public sealed class SoqlFragment
{
    internal SoqlFragment(string text) => Text = text;

    /// <summary>The text of the fragment.</summary>
    public string Text { get; }

    /// <summary>The text of the fragment.</summary>
    public override string ToString() => Text;
}
