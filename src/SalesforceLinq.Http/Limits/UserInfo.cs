using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http;

/// <summary>Who is signed in.</summary>
/// <param name="UserId">Id of the user.</param>
/// <param name="OrganizationId">Id of the org.</param>
/// <param name="Username">User name.</param>
/// <remarks>Source: a recorded answer of <c>/services/oauth2/userinfo</c> (OpenID Connect).</remarks>
public sealed record UserInfo(
    [property: JsonProperty("user_id", Required = Required.Always)] string UserId,
    [property: JsonProperty("organization_id", Required = Required.Always)] string OrganizationId,
    [property: JsonProperty("preferred_username")] string? Username)
{
    /// <summary>Full name.</summary>
    [JsonProperty("name")]
    public string? Name { get; init; }

    /// <summary>Email address.</summary>
    [JsonProperty("email")]
    public string? Email { get; init; }

    /// <summary>Everything else the answer had.</summary>
    [JsonExtensionData]
    public IDictionary<string, JToken> More { get; init; } = new Dictionary<string, JToken>();
}
