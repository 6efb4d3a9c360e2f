using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Cli.Failures;
using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Describes;

/// <summary>An object's describe: as it came, and as it reads.</summary>
/// <param name="Json">The answer as it came.</param>
/// <param name="Description">What it says.</param>
internal sealed record DescribedObject(JObject Json, SObjectDescription Description)
{
    public string Name => Description.Name;

    /// <summary>Reads a describe.</summary>
    /// <param name="json">The answer of <c>GET …/sobjects/X/describe</c>.</param>
    /// <param name="origin">Where it is from, for messages.</param>
    /// <exception cref="ToolException">It is none.</exception>
    public static DescribedObject Parse(JToken? json, string origin)
    {
        if (json is not JObject { } whole || whole["name"] is not JValue { Type: JTokenType.String } || whole["fields"] is not JArray)
            throw new ToolException(ExitCode.Usage, "NO_DESCRIBE", $"'{origin}' holds no describe of an object: 'name' and 'fields' are missing. 'sflinq capture' writes such files.");
        try
        {
            return new DescribedObject(whole, whole.ToObject<SObjectDescription>(JsonSerializer.Create(new JsonSerializerSettings
            {
                DateParseHandling = DateParseHandling.None,
                Culture = CultureInfo.InvariantCulture,
                NullValueHandling = NullValueHandling.Ignore,
            }))!);
        }
        catch (JsonException misfit)
        {
            throw new ToolException(ExitCode.Usage, "NO_DESCRIBE", $"'{origin}' holds no describe of an object: {misfit.Message}", misfit);
        }
    }
}
