using System.Globalization;
using SalesforceLinq.Http;
using SalesforceLinq.Querying.Plans;

namespace SalesforceLinq.Querying.Binding;

/// <summary>Turns a value a query captured into the wire value of the field it is compared with.</summary>
internal static class ValueAdapter
{
    /// <exception cref="QueryNotSupportedException">The value and the field have nothing in common.</exception>
    public static object? ToWire(QueryHole hole, object? value)
    {
        if (hole.Adapt is { } adapt)
            value = adapt(value);
        if (value is null)
            return null;
        if (hole.Field is not { } field)
            return Plain(value);

        Type type = Nullable.GetUnderlyingType(field.ClrType) ?? field.ClrType;
        try
        {
            return Fit(value, type) is { } fitting ? field.ToWire(fitting) : Plain(value);
        }
        catch (Exception misfit) when (misfit is InvalidCastException or FormatException or OverflowException or ArgumentException)
        {
            throw new QueryNotSupportedException($"A value of type {value.GetType().Name} cannot be compared with {field} of type {type.Name}: {misfit.Message}", misfit);
        }
    }

    // The compiler compares enums as numbers, and numbers of different width after widening both.
    private static object? Fit(object value, Type type)
    {
        if (type.IsInstanceOfType(value))
            return value;
        if (type.IsEnum)
            return value is string ? null : Enum.ToObject(type, value);
        if (type == typeof(char) && value is int code)
            return (char)code;
        if (type == typeof(SalesforceId) || value is SalesforceId or string or Enum)
            return null;
        if (type == typeof(DateTimeOffset) && value is DateTime moment)
            return new DateTimeOffset(moment.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(moment, DateTimeKind.Utc) : moment).ToUniversalTime();
        if (type == typeof(DateTime) && value is DateTimeOffset instant)
            return instant.UtcDateTime;
        // A number that the field's type cannot hold is still one the field can be compared with.
        return value is IConvertible && type.IsPrimitive && IsHeld(value, type) ? Convert.ChangeType(value, type, CultureInfo.InvariantCulture) : null;
    }

    private static bool IsHeld(object number, Type type)
    {
        if (type == typeof(double) || type == typeof(float))
            return true;
        if (number is double or float && Math.Abs(Convert.ToDouble(number, CultureInfo.InvariantCulture)) >= long.MaxValue)
            return false;
        decimal exact = Convert.ToDecimal(number, CultureInfo.InvariantCulture);
        return decimal.IsInteger(exact) && Type.GetTypeCode(type) switch
        {
            TypeCode.Int64 => exact is >= long.MinValue and <= long.MaxValue,
            TypeCode.Int32 => exact is >= int.MinValue and <= int.MaxValue,
            TypeCode.Int16 => exact is >= short.MinValue and <= short.MaxValue,
            TypeCode.Byte => exact is >= byte.MinValue and <= byte.MaxValue,
            TypeCode.SByte => exact is >= sbyte.MinValue and <= sbyte.MaxValue,
            TypeCode.UInt16 => exact is >= ushort.MinValue and <= ushort.MaxValue,
            TypeCode.UInt32 => exact is >= uint.MinValue and <= uint.MaxValue,
            TypeCode.UInt64 => exact is >= ulong.MinValue and <= ulong.MaxValue,
            _ => true,
        };
    }

    private static object? Plain(object value) => value switch
    {
        SalesforceId id => id.Value,
        DateTime moment => new DateTimeOffset(moment.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(moment, DateTimeKind.Utc) : moment).ToUniversalTime(),
        DateTimeOffset instant => instant.ToUniversalTime(),
        Guid id => id.ToString("D"),
        char letter => letter.ToString(),
        Uri address => address.OriginalString,
        Enum choice => choice.ToString(),
        _ => value,
    };
}
