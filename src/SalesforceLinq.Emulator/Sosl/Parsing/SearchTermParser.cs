using System.Text;
using SalesforceLinq.Emulator.Soql.Refusals;
using SalesforceLinq.Emulator.Sosl.Syntax;

namespace SalesforceLinq.Emulator.Sosl.Parsing;

/// <summary>Reads what stands between the braces of FIND.</summary>
/// <remarks>
/// Source: SOQL and SOSL Reference, "FIND {SearchQuery}": words beside each other are joined by AND; parentheses come
/// first, then AND and AND NOT from right to left, then OR. Above 4,000 characters operators are words like any other,
/// above 10,000 nothing is found.
/// </remarks>
internal sealed class SearchTermParser
{
    private const int DeepestNesting = 100;
    private const int LongestWithOperators = 4_000;
    private const int LongestFound = 10_000;

    // Wildcards keep a mark of their own, so that an escaped star is no wildcard.
    public const char AnyText = '\uE000';
    public const char AnyCharacter = '\uE001';

    private static readonly SearchWords Nothing = new([]);

    private readonly List<(string Text, bool IsWord)> _tokens = [];
    private readonly bool _hasOperators;
    private int _index;
    private int _depth;
    private int _length;

    private SearchTermParser(string text)
    {
        _hasOperators = text.Length <= LongestWithOperators;
        for (int i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
                i++;
            else if (text[i] is '(' or ')')
                Add(text[i++].ToString(), isWord: false);
            else
                ReadWords(text, ref i);
        }
    }

    public static SearchTerm Parse(string text)
    {
        if (text.Length > LongestFound)
            return Nothing;
        SearchTermParser parser = new(text);
        SearchTerm term = parser.ParseOr();
        if (parser._index < parser._tokens.Count)
            throw Malformed($"unexpected token: {parser._tokens[parser._index].Text}");
        if (parser._length < 2)
            throw Malformed("The search term must be longer than one character.");
        return term;
    }

    private void Add(string text, bool isWord)
    {
        if (isWord || _hasOperators)
            _tokens.Add((text, isWord));
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
        Add(isOperator && _hasOperators ? word.ToUpperInvariant() : word, !isOperator || !_hasOperators);
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
        Deepen();
        List<SearchTerm> parts = [ParseAnd()];
        while (TryTake("OR"))
            parts.Add(ParseAnd());
        _depth--;
        parts.RemoveAll(part => part == Nothing);
        return parts.Count switch
        {
            0 => Nothing,
            1 => parts[0],
            _ => new SearchAny(parts),
        };
    }

    // From right to left: 'a AND NOT b AND c' is 'a AND NOT (b AND c)'.
    private SearchTerm ParseAnd()
    {
        List<SearchTerm> parts = [ParseWords()];
        SearchTerm? dropped = null;
        while (dropped is null)
        {
            if (TryTake("AND"))
            {
                if (TryTake("NOT"))
                    dropped = ParseDropped();
                else
                    parts.Add(ParseWords());
            }
            else if (_index < _tokens.Count && (_tokens[_index].IsWord || _tokens[_index].Text == "("))
            {
                parts.Add(ParseWords());
            }
            else
            {
                break;
            }
        }

        parts.RemoveAll(part => part == Nothing);
        SearchTerm kept = parts.Count switch
        {
            0 => Nothing,
            1 => parts[0],
            _ => new SearchAll(parts),
        };
        return dropped is null || dropped == Nothing ? kept : new SearchAndNot(kept, dropped);
    }

    private SearchTerm ParseDropped()
    {
        Deepen();
        SearchTerm dropped = ParseAnd();
        _depth--;
        return dropped;
    }

    private void Deepen()
    {
        if (++_depth > DeepestNesting)
            throw Malformed("The search query is nested too deeply.");
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

        // What the index takes apart, such as an e-mail address, is a phrase; a mere punctuation mark is no word at all.
        string[] words = SearchWordSplitter.Split(_tokens[_index++].Text);
        _length += words.Sum(word => word.Length);
        return words.Length == 0 ? Nothing : new SearchWords(words);
    }
}
