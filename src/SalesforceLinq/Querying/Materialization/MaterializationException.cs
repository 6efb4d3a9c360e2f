namespace SalesforceLinq;

/// <summary>A value that the org sent does not fit the property it is mapped to.</summary>
/// <remarks>
/// The message names the object, the field, the kind of the value and the record. The value itself, and the exception of a converter that
/// may repeat it, are shown only after <see cref="SalesforceContextOptionsBuilder.EnableSensitiveDataLogging"/>.
/// </remarks>
public sealed class MaterializationException : Exception
{
    private MaterializationException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>API name of the object; <see langword="null"/> for the column of an aggregate or a function.</summary>
    public string? ObjectName { get; private init; }

    /// <summary>API name of the field, or the column's name in the answer.</summary>
    public string FieldName { get; private init; } = "";

    /// <summary>Id of the record; <see langword="null"/> where the answer does not say it, as in aggregates.</summary>
    public string? RecordId { get; internal set; }

    /// <inheritdoc/>
    public override string Message => RecordId is null ? base.Message : $"{base.Message} The record is {RecordId}.";

    /// <param name="field">The field.</param>
    /// <param name="value">What it holds, as <c>WireParsing.Describe</c> tells of it.</param>
    /// <param name="showsValue">Whether the cause may be shown.</param>
    /// <param name="cause">What the reader or the converter threw.</param>
    internal static MaterializationException Misfit(FieldModel field, string value, bool showsValue, Exception? cause) => new(
        $"The field {field.Entity.ApiName}.{field.ApiName} holds {value}, which does not fit {field.Entity.ClrType.Name}.{field.Name} of type {NameOf(field.ClrType)}. " +
        (value == "null" ? "Make the property nullable." : "Change the property's type, or give it a converter with [Field(Converter = typeof(…))]."),
        showsValue ? cause : null)
    {
        ObjectName = field.Entity.ApiName,
        FieldName = field.ApiName,
    };

    internal static MaterializationException Misfit(string column, string value, Type type, bool showsValue, Exception? cause) => new(
        $"The column {column} holds {value}, which does not fit the type {NameOf(type)} the query gives it. " +
        (value == "null" ? "Use a nullable type there." : "Use another type there."),
        showsValue ? cause : null)
    {
        FieldName = column,
    };

    internal static MaterializationException NotConstructed(EntityModel entity, bool showsValue, Exception cause) => new(
        $"The constructor of {entity.ClrType.Name} refused the values of a record of {entity.ApiName} ({cause.GetType().Name}). " +
        "Let it take what the org may hold, null included where a field is not read, or give the class a parameterless constructor.",
        showsValue ? cause : null)
    {
        ObjectName = entity.ApiName,
    };

    private static string NameOf(Type type) => Nullable.GetUnderlyingType(type) is { } underlying ? underlying.Name + "?" : type.Name;
}
