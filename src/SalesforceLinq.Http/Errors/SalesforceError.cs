using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http;

/// <summary>One error of a refused request, as the org worded it.</summary>
/// <param name="ErrorCode">Code, such as <c>INVALID_FIELD</c>; the usual ones are constants of <see cref="SalesforceErrorCodes"/>.</param>
/// <param name="Message">Text for people, in the language of the user; may hold values of the request.</param>
/// <param name="Fields">Fields the error is about; empty when the org named none.</param>
/// <remarks>
/// The body of a refused request is an array of these. Results of single records inside an accepted request are <see cref="RecordError"/>.
/// Source: REST API Developer Guide, "Status Codes and Error Responses"; recorded errors.
/// </remarks>
public sealed record SalesforceError(string ErrorCode, string Message, IReadOnlyList<string> Fields)
{
    /// <summary>Members beyond the three, such as <c>duplicateResult</c>; null when there were none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JToken>? More { get; init; }

    /// <summary>The code, the message, and the fields.</summary>
    public override string ToString() =>
        Fields.Count == 0 ? $"{ErrorCode}: {Message}" : $"{ErrorCode}: {Message} ({string.Join(", ", Fields)})";
}
