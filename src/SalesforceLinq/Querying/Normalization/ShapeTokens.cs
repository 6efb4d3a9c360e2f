namespace SalesforceLinq.Querying.Normalization;

/// <summary>The shape of a query as it is written down: kinds, members, methods and types, one after the other, and their hash.</summary>
internal sealed class ShapeTokens
{
    private static readonly object[] Numbers = [.. Enumerable.Range(0, 512).Select(static i => (object)i)];

    private object[] _tokens = new object[64];
    private int _count;
    private HashCode _hash;

    public ReadOnlySpan<object> All => _tokens.AsSpan(0, _count);

    public int Hash => _hash.ToHashCode();

    public void Add(object token)
    {
        if (_count == _tokens.Length)
            Array.Resize(ref _tokens, _count * 2);
        _tokens[_count++] = token;
        _hash.Add(token.GetHashCode());
    }

    public void Add(int number) => Add((uint)number < (uint)Numbers.Length ? Numbers[number] : number);

    public void Clear()
    {
        Array.Clear(_tokens, 0, _count);
        _count = 0;
        _hash = default;
    }
}
