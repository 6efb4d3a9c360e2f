using System.Globalization;
using System.Text.RegularExpressions;
using SalesforceLinq.Emulator.Soql.Refusals;
using SalesforceLinq.Emulator.Sosl.Syntax;

namespace SalesforceLinq.Emulator.Sosl.Parsing;

/// <summary>Turns the text of a search into its tree.</summary>
internal sealed partial class SoslParser
{
    private const int LongestSearch = 100_000;

    private readonly string _text;
    private int _position;

    private SoslParser(string text) => _text = text;

    /// <exception cref="SoqlException">The text is no SOSL.</exception>
    public static SoslQuery Parse(string text)
    {
        if (text.Length > LongestSearch)
            throw Malformed($"SOSL statements cannot be longer than {LongestSearch} characters.");
        return new SoslParser(text).ParseSearch();
    }

    private static SoqlException Malformed(string message) => new(SoqlErrorCodes.MalformedSearch, message);

    private SoslQuery ParseSearch()
    {
        if (!TryWord("FIND"))
            throw Malformed($"unexpected token: {NextToken()}");
        SearchTerm term = SearchTermParser.Parse(ReadBraces());
        SearchScope scope = TryWord("IN") ? ReadScope() : SearchScope.All;
        List<ReturnedObject> returning = [];
        if (TryWord("RETURNING"))
        {
            do
                returning.Add(ReadObject());
            while (TrySymbol(','));
        }

        if (TryWord("WITH"))
            returning = With(returning);
        int? limit = TryWord("LIMIT") ? ReadNumber() : null;
        SkipUpdate();
        SkipBlanks();
        if (_position < _text.Length)
            throw Malformed($"unexpected token: {NextToken()}");
        return new SoslQuery(term, scope, returning, limit);
    }

    /// <summary>WITH: the products of a price book; spelling, which is never corrected here. What needs a feature the org lacks is refused.</summary>
    private List<ReturnedObject> With(List<ReturnedObject> returning)
    {
        bool byPricebook = TryWord("PRICEBOOKID");
        if (!byPricebook && !TryWord("SPELL_CORRECTION"))
            throw Malformed($"The emulated org searches without WITH {NextToken()}; leave the clause out.");
        if (!TrySymbol('='))
            throw Malformed($"unexpected token: {NextToken()}");
        if (byPricebook)
        {
            string id = ReadText();
            return [.. returning.Select(part => part.Name.Equals("Product2", StringComparison.OrdinalIgnoreCase) ? part with { Soql = InPricebook(part.Soql, id) } : part)];
        }
        if (!TryWord("TRUE") && !TryWord("FALSE"))
            throw Malformed($"unexpected token: {NextToken()}");
        return returning;
    }

    /// <remarks>Source: SOQL and SOSL Reference, "WITH PricebookId": only products are filtered.</remarks>
    private static string InPricebook(string soql, string id)
    {
        string inPricebook = $"Id IN (SELECT Product2Id FROM PricebookEntry WHERE Pricebook2Id = '{id}')";
        Match clause = FirstClause().Match(soql);
        if (!clause.Success)
            return $"{soql} WHERE {inPricebook}";
        if (!clause.Value.Equals("WHERE", StringComparison.OrdinalIgnoreCase))
            return soql.Insert(clause.Index, $"WHERE {inPricebook} ");
        int start = clause.Index + clause.Length;
        Match next = FirstClause().Match(soql, start);
        int end = next.Success ? next.Index : soql.Length;
        return $"{soql[..start]} ({soql[start..end].Trim()}) AND {inPricebook} {soql[end..]}";
    }

    private string ReadText()
    {
        if (!TrySymbol('\''))
            throw Malformed($"unexpected token: {NextToken()}");
        int end = _text.IndexOf('\'', _position);
        string text = end < 0 ? "" : _text[_position..end];
        if (!text.All(char.IsAsciiLetterOrDigit) || text.Length == 0)
            throw Malformed($"unexpected token: {NextToken()}");
        _position = end + 1;
        return text;
    }

    private void SkipUpdate()
    {
        if (!TryWord("UPDATE"))
            return;
        do
        {
            if (!TryWord("TRACKING") && !TryWord("VIEWSTAT"))
                throw Malformed($"unexpected token: {NextToken()}");
        }
        while (TrySymbol(','));
    }

    private string ReadBraces()
    {
        if (!TrySymbol('{'))
            throw Malformed("No search term found. The search term must be enclosed in braces.");
        int start = _position;
        while (_position < _text.Length && _text[_position] != '}')
            _position += _text[_position] == '\\' ? 2 : 1;
        if (_position >= _text.Length)
            throw Malformed("No search term found. The search term must be enclosed in braces.");
        return _text[start.._position++];
    }

    private SearchScope ReadScope()
    {
        SearchScope scope = TryWord("ALL") || TryWord("SIDEBAR") ? SearchScope.All
            : TryWord("NAME") ? SearchScope.Name
            : TryWord("EMAIL") ? SearchScope.Email
            : TryWord("PHONE") ? SearchScope.Phone
            : throw Malformed($"unexpected token: {NextToken()}");
        if (!TryWord("FIELDS"))
            throw Malformed($"unexpected token: {NextToken()}");
        return scope;
    }

    private ReturnedObject ReadObject()
    {
        string name = ReadName();
        if (!TrySymbol('('))
            return new ReturnedObject(name, $"SELECT Id FROM {name}");

        string specification = ReadUntilClosed();
        Match clause = FirstClause().Match(specification);
        string fields = clause.Success ? specification[..clause.Index] : specification;
        string rest = clause.Success ? specification[clause.Index..] : "";
        return new ReturnedObject(name, $"SELECT {(string.IsNullOrWhiteSpace(fields) ? "Id" : fields.Trim())} FROM {name} {rest}");
    }

    private string ReadUntilClosed()
    {
        int start = _position;
        int depth = 1;
        bool quoted = false;
        for (; _position < _text.Length; _position++)
        {
            char character = _text[_position];
            if (character == '\\' && quoted)
                _position++;
            else if (character == '\'')
                quoted = !quoted;
            else if (!quoted && character == '(')
                depth++;
            else if (!quoted && character == ')' && --depth == 0)
                return _text[start.._position++];
        }

        throw Malformed("unexpected token: <EOF>");
    }

    private int ReadNumber()
    {
        string token = NextToken();
        if (!int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            throw Malformed($"unexpected token: {token}");
        _position += token.Length;
        return number;
    }

    private string ReadName()
    {
        string name = NextToken();
        if (!Name().IsMatch(name))
            throw Malformed($"unexpected token: {name}");
        _position += name.Length;
        return name;
    }

    private bool TryWord(string word)
    {
        if (!NextToken().Equals(word, StringComparison.OrdinalIgnoreCase))
            return false;
        _position += word.Length;
        return true;
    }

    private bool TrySymbol(char symbol)
    {
        SkipBlanks();
        if (_position >= _text.Length || _text[_position] != symbol)
            return false;
        _position++;
        return true;
    }

    private string NextToken()
    {
        SkipBlanks();
        if (_position >= _text.Length)
            return "<EOF>";
        int end = _position;
        while (end < _text.Length && (char.IsLetterOrDigit(_text[end]) || _text[end] == '_'))
            end++;
        return end == _position ? _text[_position].ToString() : _text[_position..end];
    }

    private void SkipBlanks()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
            _position++;
    }

    [GeneratedRegex(@"\b(USING|WHERE|ORDER\s+BY|LIMIT|OFFSET)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FirstClause();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
