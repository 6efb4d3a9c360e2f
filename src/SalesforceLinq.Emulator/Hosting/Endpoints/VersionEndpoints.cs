using System.Globalization;
using System.Text.Json;
using SalesforceLinq.Emulator.Hosting.Calls;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>The list of API versions, and the list of resources of one.</summary>
internal sealed class VersionEndpoints(OrgServices org)
{
    private static readonly string[] Resources =
    [
        "limits", "sobjects", "query", "theme", "queryAll", "tooling", "search", "parameterizedSearch", "tabs", "recent", "quickActions", "composite", "jobs", "identity",
    ];

    public static Answer Versions() => Answer.Json(200, writer =>
    {
        writer.WriteStartArray();
        for (int version = ApiVersions.Lowest; version <= ApiVersions.Highest; version++)
        {
            string number = string.Create(CultureInfo.InvariantCulture, $"{version}.0");
            writer.WriteStartObject();
            writer.WriteString("label", ApiVersions.LabelOf(version));
            writer.WriteString("url", "/services/data/v" + number);
            writer.WriteString("version", number);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    });

    public void Map(Router router) => router.Map("GET", "", call => new ValueTask<Answer>(ResourcesOf(call)));

    private Answer ResourcesOf(Call call) => Answer.Json(200, (Utf8JsonWriter writer) =>
    {
        writer.WriteStartObject();
        foreach (string resource in Resources)
        {
            writer.WriteString(resource, resource == "identity"
                ? $"{call.Origin}/id/{org.Identity.OrganizationId}/{call.UserId}"
                : $"{call.Prefix}/{resource}");
        }
        writer.WriteEndObject();
    });
}
