using System.Text;
using SalesforceLinq.Emulator.Soql.Refusals;
using SalesforceLinq.Emulator.Sosl.Syntax;

namespace SalesforceLinq.Emulator.Sosl.Parsing;

/// <summary>Reads what stands between the braces of FIND.</summary>
/// <remarks>
/// Source: SOQL and SOSL Reference, "FIND {SearchQuery}": words beside each other are joined by AND; parentheses come
/// first, then AND and AND NOT from right to left, then OR.
/// </remarks>
internal sealed class SearchTermParser
{
    private const int DeepestNesting = 100;

    // Wildcards keep a mark of their own, so that an escaped star is no wildcard.
    public const char AnyText = '\uE000';
    public const char AnyCharacter = '\uE001';

    private readonly List<(string Text, bool IsWord)> _tokens = [];
    private int _index;
    private int _depth;

    private SearchTermParser(string text)
    {
        for (int i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
                i++;
            else if (text[i] is '(' or ')')
                _tokens.Add((text[i++].ToString(), false));
            else
                ReadWords(text, ref i);
        }
    }

    public static SearchTerm Parse(string text)
    {
        SearchTermParser parser = new(text);
        SearchTerm term = parser.ParseOr();
        if (parser._index < parser._tokens.Count)
            throw Malformed($"unexpected token: {parser._tokens[parser._index].Text}");
        return term;
    }

    private static SoqlException Malformed(string message) => new(SoqlErrorCodes.MalformedSearch, message);

    private static bool Ends(char character, bool quoted) => quoted ? character == '"' : char.IsWhiteSpace(character) || character is '(' or ')' or '"';

    private void ReadWords(string text, ref int i)
    {
        bool quoted = text[i] == '"';
        if (quoted)
            i++;
        StringBuilder words = new();
        bool escaped = false;
        while (i < text.Length && !Ends(text[i], quoted))
        {
            char character = text[i++];
            if (character == '\\' && i < text.Length)
            {
                escaped = true;
                words.Append(text[i++]);
            }
            else
            {
                words.Append(character switch { '*' => AnyText, '?' => AnyCharacter, _ => character });
            }
        }

        if (quoted && i < text.Length)
            i++;
        string word = words.ToString();
        bool isOperator = !quoted && !escaped && (word.Equals("AND", StringComparison.OrdinalIgnoreCase) ||
            word.Equals("OR", StringComparison.OrdinalIgnoreCase) || word.Equals("NOT", StringComparison.OrdinalIgnoreCase));
        _tokens.Add((isOperator ? word.ToUpperInvariant() : word, !isOperator));
    }

    private bool TryTake(string word)
    {
        if (_index >= _tokens.Count || _tokens[_index].IsWord || _tokens[_index].Text != word)
            return false;
        _index++;
        return true;
    }

    private SearchTerm ParseOr()
    {
        if (++_depth > DeepestNesting)
            throw Malformed("The search query is nested too deeply.");
        SearchTerm left = ParseAnd();
        while (TryTake("OR"))
            left = new SearchOr(left, ParseAnd());
        _depth--;
        return left;
    }

    private SearchTerm ParseAnd()
    {
        SearchTerm left = ParseWords();
        while (true)
        {
            if (TryTake("AND"))
                left = TryTake("NOT") ? new SearchAndNot(left, ParseWords()) : new SearchAnd(left, ParseWords());
            else if (_index < _tokens.Count && (_tokens[_index].IsWord || _tokens[_index].Text == "("))
                left = new SearchAnd(left, ParseWords());
            else
                return left;
        }
    }

    private SearchTerm ParseWords()
    {
        if (TryTake("("))
        {
            SearchTerm inner = ParseOr();
            if (!TryTake(")"))
                throw Malformed("unexpected token: <EOF>");
            return inner;
        }

        if (_index >= _tokens.Count || !_tokens[_index].IsWord)
            throw Malformed(_index < _tokens.Count ? $"unexpected token: {_tokens[_index].Text}" : "No search term found. The search term must be enclosed in braces.");

        // What the index takes apart, such as an e-mail address, is a phrase.
        string[] words = SearchWordSplitter.Split(_tokens[_index++].Text);
        if (words.Sum(word => word.Length) < 2)
            throw Malformed("The search term must be longer than one character.");
        return new SearchWords(words);
    }
}
