using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Mapping.Conversion;

/// <summary>Which wire values Salesforce stores alike: trailing blanks, "" and null, scale, and anything below a millisecond do not count.</summary>
internal static class WireEquality
{
    public static bool IsNothing(object? wire) => wire switch
    {
        null => true,
        string text => string.IsNullOrWhiteSpace(text),
        JToken token => token.Type is JTokenType.Null or JTokenType.Undefined,
        _ => false,
    };

    public static bool AreSame(object? left, object? right) => (left, right) switch
    {
        (string one, string other) => SameText(one, other),
        (DateTimeOffset one, DateTimeOffset other) => SameInstant(one, other),
        (TimeOnly one, TimeOnly other) => SameTime(one, other),
        (JToken one, JToken other) => JToken.DeepEquals(one, other),
        _ => (IsNothing(left) && IsNothing(right)) || Equals(left, right),
    };

    public static bool SameText(string? left, string? right)
    {
        if (ReferenceEquals(left, right))
            return true;
        return left.AsSpan().TrimEnd().SequenceEqual(right.AsSpan().TrimEnd());
    }

    /// <summary>Ids of 15 and of 18 characters name the same record.</summary>
    public static bool SameId(string? left, string? right)
    {
        if (ReferenceEquals(left, right))
            return true;
        return left is { Length: 15 or 18 } && right is { Length: 15 or 18 }
            ? left.AsSpan(0, 15).SequenceEqual(right.AsSpan(0, 15))
            : SameText(left, right);
    }

    public static bool SameInstant(DateTimeOffset left, DateTimeOffset right) => Milliseconds(left.UtcTicks) == Milliseconds(right.UtcTicks);

    public static bool SameMoment(DateTime left, DateTime right) =>
        Milliseconds(WireText.Universal(left).UtcTicks) == Milliseconds(WireText.Universal(right).UtcTicks);

    public static bool SameTime(TimeOnly left, TimeOnly right) => Milliseconds(left.Ticks) == Milliseconds(right.Ticks);

    public static bool SameNumber(double left, double right) => left.Equals(right);

    private static long Milliseconds(long ticks) => ticks / TimeSpan.TicksPerMillisecond;
}
