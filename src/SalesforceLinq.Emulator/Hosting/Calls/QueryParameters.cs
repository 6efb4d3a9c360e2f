using System.Text;

namespace SalesforceLinq.Emulator.Hosting.Calls;

/// <summary>The decoded parameters of a query string or of a form; names are compared with regard to case.</summary>
internal sealed class QueryParameters
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Value)> _pairs = [];

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
            string value = equals < 0 ? "" : Decode(pair[(equals + 1)..]);
            _pairs.Add((name, value));
            _values.TryAdd(name, value);
        }
    }

    public string? this[string name] => _values.GetValueOrDefault(name);

    public IReadOnlyDictionary<string, string> All => _values;

    /// <summary>All values of a parameter that may be given several times.</summary>
    public IEnumerable<string> Every(string name) => _pairs.Where(pair => pair.Name == name).Select(pair => pair.Value);

    public bool Has(string name) => _values.ContainsKey(name);

    public static QueryParameters OfForm(ReadOnlyMemory<byte> body) => new(Encoding.UTF8.GetString(body.Span));

    private static string Decode(ReadOnlySpan<char> text) => Uri.UnescapeDataString(text.Contains('+') ? text.ToString().Replace('+', ' ') : text.ToString());
}
