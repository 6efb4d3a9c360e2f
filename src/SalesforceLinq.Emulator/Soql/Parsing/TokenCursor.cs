using SalesforceLinq.Emulator.Soql.Refusals;

namespace SalesforceLinq.Emulator.Soql.Parsing;

/// <summary>Walks over the tokens; what is not there as wanted is refused as an unexpected token.</summary>
internal sealed class TokenCursor(List<SoqlToken> tokens)
{
    private const int DeepestNesting = 300;

    private int _index;
    private int _depth;

    public SoqlToken Current => tokens[_index];

    public SoqlToken Next => tokens[Math.Min(_index + 1, tokens.Count - 1)];

    public SoqlToken Take()
    {
        SoqlToken token = tokens[_index];
        if (token.Kind != SoqlTokenKind.End)
            _index++;
        return token;
    }

    public bool TryTake(string word)
    {
        if (!Current.Is(word))
            return false;
        Take();
        return true;
    }

    public bool TryTake(string first, string second)
    {
        if (!Current.Is(first) || !Next.Is(second))
            return false;
        Take();
        Take();
        return true;
    }

    /// <summary>Takes <c>name()</c>, a call without arguments, if it stands here.</summary>
    public bool TryTakeEmptyCall()
    {
        if (!Next.Is("(") || !tokens[Math.Min(_index + 2, tokens.Count - 1)].Is(")"))
            return false;
        _index += 3;
        return true;
    }

    public SoqlToken Expect(string word)
    {
        if (!Current.Is(word))
            throw Unexpected();
        return Take();
    }

    public SoqlToken ExpectName()
    {
        if (Current.Kind != SoqlTokenKind.Name)
            throw Unexpected();
        return Take();
    }

    public SoqlException Unexpected() => SoqlRefusal.UnexpectedToken(Current.Text);

    /// <summary>Enters a level of nesting; the stack must survive any text.</summary>
    public void Enter()
    {
        if (++_depth > DeepestNesting)
            throw SoqlRefusal.TooDeep();
    }

    public void Leave() => _depth--;
}
