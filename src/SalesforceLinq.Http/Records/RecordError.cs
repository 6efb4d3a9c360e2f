using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http;

/// <summary>Why one record was not written.</summary>
/// <param name="ErrorCode">Code, such as <c>REQUIRED_FIELD_MISSING</c> (the wire calls it <c>statusCode</c> here).</param>
/// <param name="Message">Text for people, in the language of the user.</param>
/// <param name="Fields">Fields the error is about; may be empty.</param>
/// <remarks>Source: REST API Developer Guide, "sObject Collections"; recorded results.</remarks>
public sealed record RecordError(
    [property: JsonProperty("statusCode")] string ErrorCode,
    [property: JsonProperty("message")] string Message,
    [property: JsonProperty("fields")] IReadOnlyList<string> Fields)
{
    /// <summary>Members beyond the three, such as <c>duplicateResult</c>; null when there were none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JToken>? More { get; init; }

    /// <summary>The error of a refused request, as that of a record.</summary>
    /// <param name="error">An error of the request.</param>
    public static RecordError From(SalesforceError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new RecordError(error.ErrorCode, error.Message, error.Fields) { More = error.More };
    }

    /// <summary>The code, the message, and the fields.</summary>
    public override string ToString() =>
        Fields is not { Count: > 0 } ? $"{ErrorCode}: {Message}" : $"{ErrorCode}: {Message} ({string.Join(", ", Fields)})";
}
