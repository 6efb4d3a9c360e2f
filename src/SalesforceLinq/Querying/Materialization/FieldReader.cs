using System.Text;
using System.Text.Json;

namespace SalesforceLinq.Querying.Materialization;

/// <summary>Reads one field of an answer into one property.</summary>
internal abstract class FieldReader(FieldModel field)
{
    public FieldModel Field { get; } = field;

    public byte[] Name { get; } = Encoding.UTF8.GetBytes(field.ApiName);

    /// <summary>Reads the current token.</summary>
    /// <returns>False when it goes on beyond the bytes at hand.</returns>
    /// <exception cref="MaterializationException">The value does not fit the property.</exception>
    public abstract bool TryRead(ref Utf8JsonReader reader, object entity);

    /// <summary>The reader of a field: by its type where that is enough, else through its converter.</summary>
    public static FieldReader Create(FieldModel field)
    {
        Type type = Nullable.GetUnderlyingType(field.ClrType) ?? field.ClrType;
        if (field.HasConverter || ValueParsers.Find(type) is not { } parser)
            return new ConvertedFieldReader(field);
        Type reader = field.ClrType == type ? typeof(DirectFieldReader<,>) : typeof(NullableFieldReader<,>);
        return (FieldReader)Activator.CreateInstance(reader.MakeGenericType(field.Entity.ClrType, type), field, parser)!;
    }
}

/// <summary>Reads a field whose property is of a type that is read as it is.</summary>
internal sealed class DirectFieldReader<TEntity, TValue>(FieldModel field, ValueParser<TValue> parse) : FieldReader(field)
    where TEntity : class
{
    private readonly Action<TEntity, TValue> _set = (Action<TEntity, TValue>)field.Setter;

    // A text may be null, and a checkbox that is not there is not ticked; a number that is null is no number.
    private readonly bool _takesNull = !typeof(TValue).IsValueType || typeof(TValue) == typeof(bool);

    public override bool TryRead(ref Utf8JsonReader reader, object entity)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            if (!_takesNull)
                throw MaterializationException.Misfit(Field, "null");
            _set((TEntity)entity, default!);
            return true;
        }

        try
        {
            _set((TEntity)entity, parse(ref reader));
            return true;
        }
        catch (Exception misfit) when (misfit is FormatException or InvalidOperationException or OverflowException or ArgumentException)
        {
            throw MaterializationException.Misfit(Field, WireParsing.Show(ref reader), misfit);
        }
    }
}

/// <summary>Reads a field whose property is a nullable value.</summary>
internal sealed class NullableFieldReader<TEntity, TValue>(FieldModel field, ValueParser<TValue> parse) : FieldReader(field)
    where TEntity : class
    where TValue : struct
{
    private readonly Action<TEntity, TValue?> _set = (Action<TEntity, TValue?>)field.Setter;

    public override bool TryRead(ref Utf8JsonReader reader, object entity)
    {
        try
        {
            _set((TEntity)entity, reader.TokenType == JsonTokenType.Null ? null : parse(ref reader));
            return true;
        }
        catch (Exception misfit) when (misfit is FormatException or InvalidOperationException or OverflowException or ArgumentException)
        {
            throw MaterializationException.Misfit(Field, WireParsing.Show(ref reader), misfit);
        }
    }
}

/// <summary>Reads a field whose values pass through a converter.</summary>
internal sealed class ConvertedFieldReader(FieldModel field) : FieldReader(field)
{
    public override bool TryRead(ref Utf8JsonReader reader, object entity)
    {
        if (!WireParsing.TryReadWire(ref reader, out object? wire))
            return false;
        try
        {
            Field.SetValue(entity, Field.FromWire(wire));
            return true;
        }
        catch (Exception misfit) when (misfit is FormatException or InvalidOperationException or OverflowException or ArgumentException)
        {
            throw MaterializationException.Misfit(Field, wire is null ? "null" : $"'{wire}'", misfit);
        }
    }
}
