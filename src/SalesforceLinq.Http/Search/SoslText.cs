using System.Text;

namespace SalesforceLinq.Http.Search;

/// <summary>All escaping for SOSL.</summary>
/// <remarks>Source: SOQL and SOSL Reference, "FIND {SearchQuery}" (reserved characters).</remarks>
internal static class SoslText
{
    private const string Reserved = "?&|!{}[]()^~*:\\\"'+-";

    /// <summary>A text to be searched for as it is: nothing in it is an operator or a wildcard.</summary>
    public static string Escaped(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        var escaped = new StringBuilder(text.Length + 8);
        foreach (char character in text)
        {
            if (Reserved.Contains(character, StringComparison.Ordinal))
                escaped.Append('\\');
            // A line break or another control character only parts words.
            escaped.Append(char.IsControl(character) ? ' ' : character);
        }

        return escaped.ToString();
    }

    /// <summary>A text that is searched for as one phrase, with AND, OR and NOT as mere words.</summary>
    public static string Phrase(string text) => $"\"{Escaped(text)}\"";
}
