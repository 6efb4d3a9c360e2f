namespace SalesforceLinq;

/// <summary>A value that the org sent does not fit the property it is mapped to.</summary>
public sealed class MaterializationException : Exception
{
    internal MaterializationException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal static MaterializationException Misfit(FieldModel field, string value, Exception? innerException = null) => new(
        $"The field {field.Entity.ApiName}.{field.ApiName} holds {value}, which does not fit {field.Entity.ClrType.Name}.{field.Property.Name} of type {NameOf(field.ClrType)}. " +
        (value == "null" ? "Make the property nullable." : "Change the property's type, or give it a converter with [Field(Converter = typeof(…))]."),
        innerException);

    internal static MaterializationException Misfit(string column, string value, Type type, Exception? innerException = null) => new(
        $"The column {column} holds {value}, which does not fit the type {NameOf(type)} the query gives it. " +
        (value == "null" ? "Use a nullable type there." : "Use another type there."),
        innerException);

    private static string NameOf(Type type) => Nullable.GetUnderlyingType(type) is { } underlying ? underlying.Name + "?" : type.Name;
}
