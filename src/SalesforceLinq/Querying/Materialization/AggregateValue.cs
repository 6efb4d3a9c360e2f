using System.Globalization;

namespace SalesforceLinq.Querying.Materialization;

/// <summary>An aggregate's value in the type LINQ gives it.</summary>
internal static class AggregateValue
{
    public static object Convert(object value, Type type)
    {
        if (type.IsInstanceOfType(value))
            return value;
        if (value is string text)
        {
            if (type == typeof(DateOnly))
                return DateOnly.Parse(text, CultureInfo.InvariantCulture);
            if (type == typeof(DateTimeOffset))
                return DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
            if (type == typeof(DateTime))
                return DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime;
        }

        return type.IsEnum ? Enum.ToObject(type, value) : System.Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
    }
}
