namespace SalesforceLinq.Soql.Parsing;

/// <summary>Goes through the tokens of a query.</summary>
internal sealed class TokenReader(IReadOnlyList<SoqlToken> tokens)
{
    private int _at;

    public SoqlToken Current => tokens[_at];

    public SoqlToken Following => tokens[Math.Min(_at + 1, tokens.Count - 1)];

    public SoqlToken Take() => tokens[_at++];

    /// <summary>Takes the word or sign if it comes next.</summary>
    public bool TryTake(string word)
    {
        if (!Current.Is(word))
            return false;
        _at++;
        return true;
    }

    /// <summary>Takes the two words if they come next.</summary>
    public bool TryTake(string word, string second)
    {
        if (!Current.Is(word) || !Following.Is(second))
            return false;
        _at += 2;
        return true;
    }

    public void Expect(string word)
    {
        if (!TryTake(word))
            throw Unexpected(word);
    }

    /// <summary>Takes a name.</summary>
    public string Name() => Current.Kind == SoqlTokenKind.Word ? Take().Text : throw Unexpected("a name");

    public SoqlSyntaxException Unexpected(string wanted) => new($"{wanted} was expected where '{Current.Text}' stands");
}
