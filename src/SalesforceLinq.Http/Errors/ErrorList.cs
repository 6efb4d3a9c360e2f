using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http.Errors;

/// <summary>Reads the errors of a JSON body, in each of the forms Salesforce gives them.</summary>
internal static class ErrorList
{
    /// <summary>The errors; empty when the body is none of those forms.</summary>
    public static IReadOnlyList<SalesforceError> Read(JToken body) => body switch
    {
        JArray { Count: > 0 } array when array.All(IsError) => [.. array.Select(error => One((JObject)error))],
        JObject single when IsError(single) => [One(single)],
        // OAuth's own form, which is one object.
        JObject oauth when oauth["error"] is JValue { Type: JTokenType.String } code =>
            [new SalesforceError((string)code!, (string?)oauth["error_description"] ?? "", [])],
        _ => [],
    };

    private static bool IsError(JToken token) =>
        token is JObject error && error["errorCode"] is JValue { Type: JTokenType.String } && error["message"] is JValue;

    private static SalesforceError One(JObject error)
    {
        Dictionary<string, JToken>? more = null;
        foreach (JProperty member in error.Properties())
        {
            if (member.Name is not ("errorCode" or "message" or "fields"))
                (more ??= [])[member.Name] = member.Value;
        }

        IReadOnlyList<string> fields = error["fields"] is JArray names ? [.. names.Select(name => name.ToString())] : [];
        return new SalesforceError((string)error["errorCode"]!, (string?)error["message"] ?? "", fields) { More = more };
    }
}
