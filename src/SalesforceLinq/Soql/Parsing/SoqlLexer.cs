using System.Globalization;
using System.Text;

namespace SalesforceLinq.Soql.Parsing;

/// <summary>Cuts SOQL text into tokens.</summary>
/// <remarks>Source: SOQL and SOSL Reference, "Quoted String Escape Sequences", "Date Formats and Date Literals in WHERE".</remarks>
internal sealed class SoqlLexer(string text)
{
    private int _at;

    /// <summary>The tokens, the end included.</summary>
    /// <exception cref="SoqlSyntaxException">A character has no meaning in SOQL.</exception>
    public List<SoqlToken> Read()
    {
        List<SoqlToken> tokens = [];
        while (true)
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at]))
                _at++;
            if (_at == text.Length)
                break;
            tokens.Add(Next());
        }

        tokens.Add(new SoqlToken(SoqlTokenKind.End, "the end"));
        return tokens;
    }

    private SoqlToken Next()
    {
        char first = text[_at];
        if (first == '\'')
            return Quoted();
        if (first == '{')
            return Hole();
        if (char.IsAsciiLetter(first))
            return new SoqlToken(SoqlTokenKind.Word, While(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.'));
        if (char.IsAsciiDigit(first) || (first is '-' or '+' or '.' && _at + 1 < text.Length && (char.IsAsciiDigit(text[_at + 1]) || text[_at + 1] == '.')))
            return new SoqlToken(SoqlTokenKind.Number, Number());
        string sign = _at + 1 < text.Length && text.Substring(_at, 2) is "!=" or "<>" or "<=" or ">=" ? text.Substring(_at, 2) : first.ToString();
        if (sign.Length == 1 && !"=<>(),:".Contains(first, StringComparison.Ordinal))
            throw new SoqlSyntaxException($"'{first}' at position {_at} has no meaning in SOQL");
        _at += sign.Length;
        return new SoqlToken(SoqlTokenKind.Sign, sign == "<>" ? "!=" : sign);
    }

    // 5, -2.5e3, 2024-01-31, 2024-01-31T13:04:05.678+01:00, 13:04:05Z
    private string Number()
    {
        int start = _at++;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '.' or '-' or ':' || (text[_at] == '+' && text[_at - 1] is not ' ')))
            _at++;
        return text[start.._at];
    }

    private SoqlToken Hole()
    {
        int end = text.IndexOf('}', _at);
        if (end < 0 || !int.TryParse(text.AsSpan(_at + 1, end - _at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int index))
            throw new SoqlSyntaxException($"The brace at position {_at} opens no value");
        _at = end + 1;
        return new SoqlToken(SoqlTokenKind.Hole, $"{{{index}}}", index);
    }

    private SoqlToken Quoted()
    {
        StringBuilder value = new();
        StringBuilder written = new();
        for (_at++; _at < text.Length && text[_at] != '\''; _at++)
        {
            char c = text[_at];
            if (c is '{' or '}')
            {
                // In the format of an interpolated string a brace is written twice.
                if (_at + 1 >= text.Length || text[_at + 1] != c)
                    throw new SoqlSyntaxException($"A value stands inside quotes at position {_at}");
                _at++;
            }

            int start = _at;
            if (c == '\\' && ++_at == text.Length)
                break;
            value.Append(c == '\\' ? Unescaped() : c);
            written.Append(text, start, _at - start + 1);
        }

        if (_at >= text.Length)
            throw new SoqlSyntaxException("A quote is not closed");
        _at++;
        return new SoqlToken(SoqlTokenKind.Text, value.ToString(), Written: written.ToString());
    }

    private char Unescaped()
    {
        switch (text[_at])
        {
            case 'n' or 'N':
                return '\n';
            case 'r' or 'R':
                return '\r';
            case 't' or 'T':
                return '\t';
            case 'b' or 'B':
                return '\b';
            case 'f' or 'F':
                return '\f';
            case '\'' or '"' or '\\' or '%' or '_':
                return text[_at];
            case 'u' or 'U' when _at + 4 < text.Length && ushort.TryParse(text.AsSpan(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code):
                _at += 4;
                return (char)code;
            default:
                throw new SoqlSyntaxException($"SOQL knows no escape '\\{text[_at]}'");
        }
    }

    private string While(Func<char, bool> belongs)
    {
        int start = _at;
        while (_at < text.Length && belongs(text[_at]))
            _at++;
        return text[start.._at];
    }
}
