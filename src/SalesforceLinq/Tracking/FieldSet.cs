using System.Numerics;

namespace SalesforceLinq.Tracking;

/// <summary>Some fields of one entity, by their index. Immutable: all rows of a query share one.</summary>
internal sealed class FieldSet : IEquatable<FieldSet>
{
    private readonly ulong[] _bits;

    private FieldSet(ulong[] bits) => _bits = bits;

    /// <summary>No field.</summary>
    public static FieldSet None { get; } = new([]);

    public bool IsEmpty => Array.TrueForAll(_bits, word => word == 0);

    public int Count => _bits.Sum(BitOperations.PopCount);

    /// <summary>These fields.</summary>
    public static FieldSet Of(IEnumerable<FieldModel> fields)
    {
        List<ulong> bits = [];
        foreach (FieldModel field in fields)
        {
            while (bits.Count <= field.Index / 64)
                bits.Add(0);
            bits[field.Index / 64] |= 1UL << (field.Index % 64);
        }

        return new FieldSet([.. bits]);
    }

    /// <summary>Every field of an entity.</summary>
    public static FieldSet All(EntityModel entity) => Of(entity.Fields);

    public bool Contains(FieldModel field) =>
        field.Index / 64 < _bits.Length && (_bits[field.Index / 64] & (1UL << (field.Index % 64))) != 0;

    public FieldSet With(FieldModel field) => Contains(field) ? this : Union(Of([field]));

    public FieldSet Without(FieldModel field)
    {
        if (!Contains(field))
            return this;
        ulong[] bits = (ulong[])_bits.Clone();
        bits[field.Index / 64] &= ~(1UL << (field.Index % 64));
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

    public bool Equals(FieldSet? other)
    {
        if (other is null)
            return false;
        for (int i = 0; i < Math.Max(_bits.Length, other._bits.Length); i++)
        {
            if ((i < _bits.Length ? _bits[i] : 0) != (i < other._bits.Length ? other._bits[i] : 0))
                return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as FieldSet);

    public override int GetHashCode() => (int)_bits.Aggregate(17UL, (hash, word) => unchecked(hash * 31 + word));
}
