using System.Globalization;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Soql.Binding;

/// <summary>The sources of one SELECT: each parent is joined once, however often it is named.</summary>
internal sealed class SourceMap
{
    private readonly AliasNames _names;
    private readonly List<BoundSource> _sources = [];

    public SourceMap(ObjectSchema root, AliasNames names)
    {
        _names = names;
        Root = new BoundSource(names.Next(), root, null, null);
        _sources.Add(Root);
    }

    public BoundSource Root { get; }

    /// <summary>All sources, each after the one it hangs on.</summary>
    public IReadOnlyList<BoundSource> All => _sources;

    public BoundSource Join(BoundSource from, FieldSchema reference, ObjectSchema target)
    {
        foreach (BoundSource known in _sources)
        {
            if (known.From == from && known.Reference == reference && known.Object == target)
                return known;
        }

        BoundSource joined = new(_names.Next(), target, from, reference);
        _sources.Add(joined);
        return joined;
    }

    /// <summary>Hands out table aliases that are unique in a statement.</summary>
    internal sealed class AliasNames
    {
        private int _last = -1;

        public string Next() => string.Create(CultureInfo.InvariantCulture, $"t{++_last}");
    }
}
