using SalesforceLinq.Emulator.Soql.Refusals;

namespace SalesforceLinq.Emulator.Soql.Parsing;

/// <summary>Cuts the text of a query into tokens.</summary>
internal sealed class SoqlLexer(string text)
{
    private int _position;

    public List<SoqlToken> Read()
    {
        List<SoqlToken> tokens = [];
        while (true)
        {
            SkipBlanks();
            if (_position >= text.Length)
                break;
            tokens.Add(ReadToken());
        }

        tokens.Add(new SoqlToken(SoqlTokenKind.End, "<EOF>", text.Length));
        return tokens;
    }

    private static bool IsNameStart(char character) => char.IsAsciiLetter(character);

    private static bool IsNamePart(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';

    private void SkipBlanks()
    {
        while (_position < text.Length && (char.IsWhiteSpace(text[_position]) || text[_position] == '\u00a0'))
            _position++;
    }

    private SoqlToken ReadToken()
    {
        char first = text[_position];
        if (IsNameStart(first))
            return ReadName();
        if (char.IsAsciiDigit(first) || (first == '.' && char.IsAsciiDigit(Peek(1))) || (first is '-' or '+' && IsNumberAfterSign()))
            return ReadNumberOrMoment();
        if (first == '\'')
            return ReadString();
        return ReadSymbol();
    }

    private bool IsNumberAfterSign() => char.IsAsciiDigit(Peek(1)) || (Peek(1) == '.' && char.IsAsciiDigit(Peek(2)));

    private char Peek(int ahead) => _position + ahead < text.Length ? text[_position + ahead] : '\0';

    private SoqlToken ReadName()
    {
        int start = _position;
        while (_position < text.Length && IsNamePart(text[_position]))
            _position++;

        // A currency amount with cents, USD5000.25, is one token: no path can look like this.
        if (IsCurrencyAmount(text.AsSpan(start, _position - start)) && Peek(0) == '.' && char.IsAsciiDigit(Peek(1)))
        {
            _position++;
            SkipDigits();
        }

        return Token(SoqlTokenKind.Name, start);
    }

    private static bool IsCurrencyAmount(ReadOnlySpan<char> name)
    {
        if (name.Length < 4)
            return false;
        foreach (char character in name[..3])
        {
            if (!char.IsAsciiLetter(character))
                return false;
        }

        return !name[3..].ContainsAnyExceptInRange('0', '9');
    }

    private SoqlToken ReadNumberOrMoment()
    {
        int start = _position;
        if (IsMoment())
        {
            while (_position < text.Length && (char.IsAsciiDigit(text[_position]) || IsMomentPunctuation(text[_position])))
                _position++;
            return Token(SoqlTokenKind.Moment, start);
        }

        if (text[_position] is '-' or '+')
            _position++;
        SkipDigits();
        if (Peek(0) == '.')
        {
            _position++;
            SkipDigits();
        }

        if (Peek(0) is 'e' or 'E' && (char.IsAsciiDigit(Peek(1)) || (Peek(1) is '-' or '+' && char.IsAsciiDigit(Peek(2)))))
        {
            _position += 2;
            SkipDigits();
        }

        // 12abc is neither a number nor a name.
        if (IsNamePart(Peek(0)))
            throw SoqlRefusal.UnexpectedToken(text[start..(_position + 1)]);
        return Token(SoqlTokenKind.Number, start);
    }

    private bool IsMoment() =>
        char.IsAsciiDigit(Peek(0)) && char.IsAsciiDigit(Peek(1)) &&
        (Peek(2) == ':' || (char.IsAsciiDigit(Peek(2)) && char.IsAsciiDigit(Peek(3)) && Peek(4) == '-'));

    private static bool IsMomentPunctuation(char character) => character is '-' or '+' or ':' or '.' or 'T' or 't' or 'Z' or 'z';

    private void SkipDigits()
    {
        while (_position < text.Length && char.IsAsciiDigit(text[_position]))
            _position++;
    }

    private SoqlToken ReadString()
    {
        int start = _position++;
        while (_position < text.Length && text[_position] != '\'')
            _position += text[_position] == '\\' ? 2 : 1;

        if (_position >= text.Length)
            throw SoqlRefusal.UnterminatedString();
        _position++;
        return Token(SoqlTokenKind.String, start);
    }

    private SoqlToken ReadSymbol()
    {
        int start = _position;
        char first = text[_position++];
        switch (first)
        {
            case '(' or ')' or ',' or '.' or ':' or '=':
                break;
            case '<' when Peek(0) is '=' or '>':
            case '>' when Peek(0) == '=':
            case '!' when Peek(0) == '=':
                _position++;
                break;
            case '<' or '>':
                break;
            default:
                throw SoqlRefusal.UnexpectedCharacter(text, start);
        }

        return Token(SoqlTokenKind.Symbol, start);
    }

    private SoqlToken Token(SoqlTokenKind kind, int start) => new(kind, text[start.._position], start);
}
