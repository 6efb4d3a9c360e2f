using System.Numerics;

namespace SalesforceLinq.Tracking;

/// <summary>Some fields of one entity, by their index. Immutable: all rows of a query share one.</summary>
internal sealed class FieldSet : IEquatable<FieldSet>
{
    /// <summary>How many fields one word of bits is for.</summary>
    public const int WordSize = 64;

    private readonly ulong[] _bits;

    private FieldSet(ulong[] bits) => _bits = bits;

    /// <summary>No field.</summary>
    public static FieldSet None { get; } = new([]);

    public bool IsEmpty => _bits.Length == 0 || !_bits.AsSpan().ContainsAnyExcept(0UL);

    public int Count => _bits.Sum(BitOperations.PopCount);

    /// <summary>These fields.</summary>
    public static FieldSet Of(IEnumerable<FieldModel> fields)
    {
        List<ulong> bits = [];
        foreach (FieldModel field in fields)
        {
            while (bits.Count <= field.Index / WordSize)
                bits.Add(0);
            bits[field.Index / WordSize] |= 1UL << (field.Index % WordSize);
        }

        return new FieldSet([.. bits]);
    }

    /// <summary>The fields whose bits are set.</summary>
    public static FieldSet Of(ReadOnlySpan<ulong> bits) => bits.ContainsAnyExcept(0UL) ? new FieldSet(bits.ToArray()) : None;

    /// <summary>Every field of an entity.</summary>
    public static FieldSet All(EntityModel entity) => Of(entity.Fields);

    public bool Contains(FieldModel field) =>
        field.Index / WordSize < _bits.Length && (_bits[field.Index / WordSize] & (1UL << (field.Index % WordSize))) != 0;

    public FieldSet With(FieldModel field)
    {
        if (Contains(field))
            return this;
        int word = field.Index / WordSize;
        ulong[] bits = new ulong[Math.Max(_bits.Length, word + 1)];
        _bits.CopyTo(bits, 0);
        bits[word] |= 1UL << (field.Index % WordSize);
        return new FieldSet(bits);
    }

    public FieldSet With(IReadOnlyList<FieldModel> fields)
    {
        for (int i = 0; i < fields.Count; i++)
        {
            if (!Contains(fields[i]))
                return Union(Of(fields));
        }

        return this;
    }

    public FieldSet Without(FieldModel field)
    {
        if (!Contains(field))
            return this;
        ulong[] bits = (ulong[])_bits.Clone();
        bits[field.Index / WordSize] &= ~(1UL << (field.Index % WordSize));
        return new FieldSet(bits);
    }

    public FieldSet Union(FieldSet other)
    {
        if (other.IsEmpty || ReferenceEquals(this, other))
            return this;
        ulong[] bits = new ulong[Math.Max(_bits.Length, other._bits.Length)];
        for (int i = 0; i < bits.Length; i++)
            bits[i] = (i < _bits.Length ? _bits[i] : 0) | (i < other._bits.Length ? other._bits[i] : 0);
        return new FieldSet(bits);
    }

    public bool Equals(FieldSet? other) => other is not null && Equals(other._bits);

    public bool Equals(ReadOnlySpan<ulong> bits)
    {
        int both = Math.Min(_bits.Length, bits.Length);
        return bits[..both].SequenceEqual(_bits.AsSpan(0, both)) && !bits[both..].ContainsAnyExcept(0UL) && !_bits.AsSpan(both).ContainsAnyExcept(0UL);
    }

    public override bool Equals(object? obj) => Equals(obj as FieldSet);

    public override int GetHashCode() => (int)_bits.Aggregate(17UL, (hash, word) => unchecked(hash * 31 + word));
}
