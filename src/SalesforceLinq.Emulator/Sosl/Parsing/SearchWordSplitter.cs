using System.Globalization;
using System.Text;

namespace SalesforceLinq.Emulator.Sosl.Parsing;

/// <summary>Takes text apart into words as the search index does: letters and numbers with their accents, everything else separates.</summary>
internal static class SearchWordSplitter
{
    public static string[] Split(string text)
    {
        List<string> words = [];
        StringBuilder word = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsInWord(rune, begins: word.Length == 0))
            {
                word.Append(rune.ToString());
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0)
            words.Add(word.ToString());
        return [.. words];
    }

    private static bool IsInWord(Rune rune, bool begins)
    {
        if (rune.Value is SearchTermParser.AnyText or SearchTermParser.AnyCharacter)
            return true;
        UnicodeCategory category = Rune.GetUnicodeCategory(rune);
        return category is <= UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
            || (category == UnicodeCategory.NonSpacingMark && !begins);
    }
}
