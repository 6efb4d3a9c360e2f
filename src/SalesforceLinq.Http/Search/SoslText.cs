using System.Text;

namespace SalesforceLinq.Http.Search;

/// <summary>All escaping for SOSL.</summary>
/// <remarks>Source: SOQL and SOSL Reference, "FIND {SearchQuery}" (reserved characters, operators, phrases).</remarks>
internal static class SoslText
{
    private const string Reserved = "?&|!{}[]()^~*:\\\"'+-";

    private static readonly string[] Operators = ["AND", "OR", "NOT"];

    /// <summary>Words to be searched for as they are: no character in them is a wildcard, and no word an operator.</summary>
    public static string Words(string text)
    {
        // An operator between quotes is a word like any other; a reserved character is escaped by a backslash.
        IEnumerable<string> words = Escaped(text).Split(' ').Select(word =>
            Operators.Contains(word, StringComparer.OrdinalIgnoreCase) ? $"\"{word}\"" : word);
        return string.Join(' ', words);
    }

    /// <summary>Words that are searched for side by side, with AND, OR and NOT as mere words.</summary>
    public static string Phrase(string text) => $"\"{Escaped(text)}\"";

    private static string Escaped(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        var escaped = new StringBuilder(text.Length + 8);
        foreach (char character in text)
        {
            if (Reserved.Contains(character, StringComparison.Ordinal))
                escaped.Append('\\');
            // A line break or another control character only parts words.
            escaped.Append(char.IsControl(character) || char.IsWhiteSpace(character) ? ' ' : character);
        }

        string found = escaped.ToString();
        return string.IsNullOrWhiteSpace(found) ? throw new ArgumentException("The text to search for has no words.", nameof(text)) : found;
    }
}
