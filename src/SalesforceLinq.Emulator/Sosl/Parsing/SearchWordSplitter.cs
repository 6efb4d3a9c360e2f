namespace SalesforceLinq.Emulator.Sosl.Parsing;

/// <summary>Takes text apart into words as the search index does: letters and digits, everything else separates.</summary>
internal static class SearchWordSplitter
{
    public static string[] Split(string text)
    {
        List<string> words = [];
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool inWord = i < text.Length && (char.IsLetterOrDigit(text[i]) || char.IsSurrogate(text[i]) ||
                text[i] is SearchTermParser.AnyText or SearchTermParser.AnyCharacter);
            if (inWord && start < 0)
                start = i;
            if (inWord || start < 0)
                continue;
            words.Add(text[start..i]);
            start = -1;
        }

        return [.. words];
    }
}
