using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Saving.Sending;

/// <summary>Finds the value of a field in a record as an answer has it.</summary>
internal static class FieldValue
{
    /// <summary>Text, number, boolean, JToken or null: what <see cref="FieldModel.FromWire"/> takes.</summary>
    public static object? Of(JObject record, FieldModel field) => record.GetValue(field.ApiName, StringComparison.OrdinalIgnoreCase) switch
    {
        null => null,
        JValue value => value.Value,
        JToken token => token,
    };
}
