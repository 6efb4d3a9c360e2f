using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace SalesforceLinq.Querying.Materialization;

/// <summary>Reads one field of an answer into one property.</summary>
internal abstract class FieldReader(FieldModel field)
{
    public FieldModel Field { get; } = field;

    public byte[] Name { get; } = Encoding.UTF8.GetBytes(field.ApiName);

    /// <summary>Reads the current token.</summary>
    /// <param name="reader">The answer.</param>
    /// <param name="entity">An instance that the model of the field's class made.</param>
    /// <param name="session">What the fields of the class keep from record to record.</param>
    /// <returns>False when it goes on beyond the bytes at hand.</returns>
    /// <exception cref="MaterializationException">The value does not fit the property.</exception>
    public abstract bool TryRead(ref Utf8JsonReader reader, object entity, FieldSession session);

    /// <summary>The reader of a field: by its type where that is enough, else through its converter.</summary>
    /// <param name="field">The field.</param>
    /// <param name="ordinal">Its place among the fields that are read with it.</param>
    public static FieldReader Create(FieldModel field, int ordinal)
    {
        Type type = Nullable.GetUnderlyingType(field.ClrType) ?? field.ClrType;
        if (!field.HasConverter && type == typeof(string))
            return (FieldReader)Activator.CreateInstance(typeof(TextFieldReader<>).MakeGenericType(field.Entity.ClrType), field, ordinal)!;
        if (field.HasConverter || ValueParsers.Find(type) is not { } parser)
            return new ConvertedFieldReader(field);
        Type reader = field.ClrType == type ? typeof(DirectFieldReader<,,>) : typeof(NullableFieldReader<,,>);
        return (FieldReader)Activator.CreateInstance(reader.MakeGenericType(field.Entity.ClrType, type, parser), field)!;
    }

    /// <summary>The exception for the current token, which the property does not take.</summary>
    protected MaterializationException Misfit(ref Utf8JsonReader reader, FieldSession session, Exception? cause) =>
        MaterializationException.Misfit(Field, WireParsing.Describe(ref reader, session.ShowsValues), session.ShowsValues, cause);

    /// <summary>Whether a value is to blame for the exception, and not the program.</summary>
    protected static bool IsMisfit(Exception exception) => exception is FormatException or InvalidOperationException or OverflowException or ArgumentException;
}

/// <summary>Reads a field whose property is a text.</summary>
internal sealed class TextFieldReader<TEntity>(FieldModel field, int ordinal) : FieldReader(field)
    where TEntity : class
{
    private readonly Action<TEntity, string?> _set = (Action<TEntity, string?>)field.Setter;

    // An id is never the same twice, and a lookup's seldom.
    private readonly bool _repeats = !field.IsReference && !field.IsExternalId;

    public override bool TryRead(ref Utf8JsonReader reader, object entity, FieldSession session)
    {
        string? text;
        try
        {
            text = reader.TokenType == JsonTokenType.Null ? null
                : _repeats ? (session.Texts[ordinal] ??= new StringPool()).Read(ref reader)
                : reader.GetString();
        }
        catch (Exception misfit) when (IsMisfit(misfit))
        {
            throw Misfit(ref reader, session, misfit);
        }

        // No check of the type: the entity was made by the model this field belongs to.
        _set(Unsafe.As<TEntity>(entity), text);
        return true;
    }
}

/// <summary>Reads a field whose property is of a value type that is read as it is.</summary>
internal sealed class DirectFieldReader<TEntity, TValue, TParser>(FieldModel field) : FieldReader(field)
    where TEntity : class
    where TValue : struct
    where TParser : struct, IValueParser<TValue>
{
    private readonly Action<TEntity, TValue> _set = (Action<TEntity, TValue>)field.Setter;

    public override bool TryRead(ref Utf8JsonReader reader, object entity, FieldSession session)
    {
        TValue value = default;
        if (reader.TokenType != JsonTokenType.Null)
        {
            try
            {
                value = TParser.Parse(ref reader);
            }
            catch (Exception misfit) when (IsMisfit(misfit))
            {
                throw Misfit(ref reader, session, misfit);
            }
        }
        else if (typeof(TValue) != typeof(bool))
        {
            // A checkbox that is not there is not ticked; a number that is null is no number.
            throw Misfit(ref reader, session, null);
        }

        _set(Unsafe.As<TEntity>(entity), value);
        return true;
    }
}

/// <summary>Reads a field whose property is a nullable value.</summary>
internal sealed class NullableFieldReader<TEntity, TValue, TParser>(FieldModel field) : FieldReader(field)
    where TEntity : class
    where TValue : struct
    where TParser : struct, IValueParser<TValue>
{
    private readonly Action<TEntity, TValue?> _set = (Action<TEntity, TValue?>)field.Setter;

    public override bool TryRead(ref Utf8JsonReader reader, object entity, FieldSession session)
    {
        TValue? value = null;
        if (reader.TokenType != JsonTokenType.Null)
        {
            try
            {
                value = TParser.Parse(ref reader);
            }
            catch (Exception misfit) when (IsMisfit(misfit))
            {
                throw Misfit(ref reader, session, misfit);
            }
        }

        _set(Unsafe.As<TEntity>(entity), value);
        return true;
    }
}

/// <summary>Reads a field whose values pass through a converter.</summary>
internal sealed class ConvertedFieldReader(FieldModel field) : FieldReader(field)
{
    // No id is the empty id, and nothing chosen is no flag; any other value type has no value for null.
    private readonly bool _takesNull = !field.ClrType.IsValueType || Nullable.GetUnderlyingType(field.ClrType) is not null
        || field.ClrType == typeof(Http.SalesforceId) || field.ClrType.IsDefined(typeof(FlagsAttribute), inherit: false);

    public override bool TryRead(ref Utf8JsonReader reader, object entity, FieldSession session)
    {
        Utf8JsonReader start = reader;
        if (!WireParsing.TryReadWire(ref reader, out object? wire))
            return false;
        if (wire is null && !_takesNull)
            throw Misfit(ref start, session, null);
        object? value;
        try
        {
            value = Field.FromWire(wire);
        }
        // A converter of the user's may throw anything.
        catch (Exception misfit) when (misfit is not (OutOfMemoryException or OperationCanceledException))
        {
            throw Misfit(ref start, session, misfit);
        }

        Field.SetValue(entity, value);
        return true;
    }
}
