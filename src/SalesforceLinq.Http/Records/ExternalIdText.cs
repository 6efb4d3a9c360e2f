using System.Globalization;
using SalesforceLinq.Http.Json;

namespace SalesforceLinq.Http.Records;

/// <summary>The text of an external id value, as it stands in a URL before escaping.</summary>
internal static class ExternalIdText
{
    public static string Of(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        string text = value switch
        {
            string given => given,
            SalesforceId id => id.Value,
            DateTimeOffset moment => WireTime.Text(moment),
            DateTime moment => WireTime.Text(moment),
            DateOnly date => WireTime.Text(date),
            bool => value.Equals(true) ? "true" : "false",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new ArgumentException($"A {value.GetType().Name} cannot be an external id. Use text or a number.", nameof(value)),
        };
        return text.Length > 0 ? text : throw new ArgumentException("An external id that is empty names no record.", nameof(value));
    }
}
