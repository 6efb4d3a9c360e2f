using System.Globalization;

namespace SalesforceLinq.Querying.Normalization;

/// <summary>Folds the casts the compiler puts around constants: numbers, enums, nullables, references.</summary>
internal static class Conversion
{
    /// <summary>Converts as an unchecked cast does, where that can be told without compiling anything.</summary>
    public static bool TryConvert(object? value, Type type, out object? converted)
    {
        Type target = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null)
        {
            converted = null;
            return !type.IsValueType || target != type;
        }

        if (target.IsInstanceOfType(value))
        {
            converted = value;
            return true;
        }

        converted = null;
        if (target.IsEnum && value is sbyte or byte or short or ushort or int or uint or long or ulong)
        {
            converted = Enum.ToObject(target, value);
            return true;
        }

        if (value is Enum && target.IsPrimitive)
            value = System.Convert.ChangeType(value, Enum.GetUnderlyingType(value.GetType()), CultureInfo.InvariantCulture);
        return value is IConvertible && IsWidening(value.GetType(), target, value, out converted);
    }

    // Only casts that keep the value are folded here; the others keep C#'s own meaning by way of the interpreter.
    private static bool IsWidening(Type source, Type target, object value, out object? converted)
    {
        converted = null;
        if (source == target)
        {
            converted = value;
            return true;
        }

        bool widens = (Rank(source), Rank(target)) is ( > 0 and <= 4, > 0) and var (from, to) && from < to;
        widens |= source == typeof(float) && target == typeof(double);
        if (!widens)
            return false;
        converted = System.Convert.ChangeType(value, target, CultureInfo.InvariantCulture);
        return true;
    }

    private static int Rank(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Byte or TypeCode.SByte => 1,
        TypeCode.Int16 or TypeCode.UInt16 => 2,
        TypeCode.Int32 or TypeCode.UInt32 => 3,
        TypeCode.Int64 or TypeCode.UInt64 => 4,
        TypeCode.Single or TypeCode.Double or TypeCode.Decimal => 5,
        _ => 0,
    };
}
