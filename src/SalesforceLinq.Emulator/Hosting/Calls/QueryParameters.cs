using System.Text;

namespace SalesforceLinq.Emulator.Hosting.Calls;

/// <summary>The decoded parameters of a query string or of a form; names are compared with regard to case.</summary>
internal sealed class QueryParameters
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public QueryParameters(ReadOnlySpan<char> text)
    {
        if (text.Length > 0 && text[0] == '?')
            text = text[1..];
        foreach (Range range in text.Split('&'))
        {
            ReadOnlySpan<char> pair = text[range];
            if (pair.IsEmpty)
                continue;
            int equals = pair.IndexOf('=');
            string name = Decode(equals < 0 ? pair : pair[..equals]);
            _values.TryAdd(name, equals < 0 ? "" : Decode(pair[(equals + 1)..]));
        }
    }

    public string? this[string name] => _values.GetValueOrDefault(name);

    public IReadOnlyDictionary<string, string> All => _values;

    public bool Has(string name) => _values.ContainsKey(name);

    public static QueryParameters OfForm(ReadOnlyMemory<byte> body) => new(Encoding.UTF8.GetString(body.Span));

    private static string Decode(ReadOnlySpan<char> text) => Uri.UnescapeDataString(text.Contains('+') ? text.ToString().Replace('+', ' ') : text.ToString());
}
