using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Storage;

/// <summary>A record as it is stored: text, <see cref="long"/> (whole numbers, booleans as 0 and 1), <see cref="double"/>, bytes or null.</summary>
internal sealed class StoredRecord
{
    private readonly object?[] _values;

    public StoredRecord(ObjectSchema schema)
    {
        Schema = schema;
        _values = new object?[schema.Fields.Count];
    }

    private StoredRecord(StoredRecord other)
    {
        Schema = other.Schema;
        _values = [.. other._values];
        IsDeleted = other.IsDeleted;
    }

    public ObjectSchema Schema { get; }

    public bool IsDeleted { get; set; }

    public string Id => _values[Schema.IdOrdinal] is string { Length: 18 } id ? id : throw new InvalidOperationException("The record has no id yet.");

    public object? this[FieldSchema field]
    {
        get => _values[field.Ordinal];
        set => _values[field.Ordinal] = value;
    }

    /// <summary>Value of a field by name; null where the object has no such field.</summary>
    public object? this[string field] => Schema.FindField(field) is { } known ? _values[known.Ordinal] : null;

    public string? Text(string field) => this[field] as string;

    public bool Flag(string field) => this[field] is 1L;

    public double? Number(string field) => this[field] switch
    {
        double number => number,
        long number => number,
        _ => null,
    };

    /// <summary>Sets a field if the object has it.</summary>
    public void Set(string field, object? value)
    {
        if (Schema.FindField(field) is { } known)
            _values[known.Ordinal] = value is bool flag ? (flag ? 1L : 0L) : value;
    }

    public StoredRecord Copy() => new(this);

    /// <summary>Whether all values are those of another record of the same object.</summary>
    public bool HasValuesOf(StoredRecord other) => _values.AsSpan().SequenceEqual(other._values);
}
