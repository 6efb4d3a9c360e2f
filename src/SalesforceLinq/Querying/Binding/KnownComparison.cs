using System.Globalization;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Binding;

/// <summary>Compares two values of a query with one another as SOQL would compare a field with them: text without regard to case.</summary>
internal static class KnownComparison
{
    public static bool IsTrue(object? left, SoqlOperator comparison, object? right)
    {
        if (left is null || right is null)
        {
            // In C# no order holds for null.
            bool areNull = left is null && right is null;
            return comparison switch { SoqlOperator.Equal => areNull, SoqlOperator.NotEqual => !areNull, _ => false };
        }

        int order = Order(left, right);
        return comparison switch
        {
            SoqlOperator.Equal => order == 0,
            SoqlOperator.NotEqual => order != 0,
            SoqlOperator.Less => order < 0,
            SoqlOperator.LessOrEqual => order <= 0,
            SoqlOperator.Greater => order > 0,
            _ => order >= 0,
        };
    }

    /// <summary>Whether a text is found in a value, as LIKE would find it.</summary>
    public static bool IsLike(object? value, SoqlLikePattern pattern)
    {
        string? text = Convert.ToString(value, CultureInfo.InvariantCulture);
        return value is not null && pattern.Kind switch
        {
            SoqlLikeKind.StartsWith => text!.StartsWith(pattern.Text, StringComparison.OrdinalIgnoreCase),
            SoqlLikeKind.EndsWith => text!.EndsWith(pattern.Text, StringComparison.OrdinalIgnoreCase),
            _ => text!.Contains(pattern.Text, StringComparison.OrdinalIgnoreCase),
        };
    }

    private static int Order(object left, object right) => (left, right) switch
    {
        (string one, string other) => string.Compare(one, other, StringComparison.OrdinalIgnoreCase),
        (IConvertible and not (string or DateTime), IConvertible and not (string or DateTime)) when left is double or float || right is double or float =>
            Convert.ToDouble(left, CultureInfo.InvariantCulture).CompareTo(Convert.ToDouble(right, CultureInfo.InvariantCulture)),
        (IConvertible and not (string or DateTime), IConvertible and not (string or DateTime)) =>
            Convert.ToDecimal(left, CultureInfo.InvariantCulture).CompareTo(Convert.ToDecimal(right, CultureInfo.InvariantCulture)),
        (DateTime moment, DateTimeOffset) => Order(new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc)), right),
        (DateTimeOffset, DateTime moment) => Order(left, new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc))),
        (IComparable comparable, _) when left.GetType() == right.GetType() => comparable.CompareTo(right),
        _ => left.Equals(right) ? 0 : -1,
    };
}
