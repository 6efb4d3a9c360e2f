using Newtonsoft.Json.Linq;
using SalesforceLinq.Http.Transport;
using SalesforceLinq.Http.Values;

namespace SalesforceLinq.Http.Limits;

/// <summary>Facts about the org and the user: limits, counts, versions, resources, identity, passwords.</summary>
/// <remarks>Source: REST API Developer Guide, "Limits", "Record Count", "Versions", "Resources by Version", "sObject User Password".</remarks>
internal sealed class OrgResource(RequestSender sender)
{
    public async Task<IReadOnlyDictionary<string, OrgLimit>> GetLimitsAsync(CancellationToken cancellationToken)
    {
        using SalesforceResponse response = await GetAsync("limits", cancellationToken).ConfigureAwait(false);
        JObject answer = await response.ReadAsync<JObject>(cancellationToken).ConfigureAwait(false);
        if (answer["DailyApiRequests"] is not JObject)
            throw response.Unfit(answer, "it has no limits");
        var limits = new Dictionary<string, OrgLimit>(StringComparer.OrdinalIgnoreCase);
        foreach (JProperty limit in answer.Properties())
        {
            if (limit.Value is JObject values && values["Max"] is JValue max && values["Remaining"] is JValue remaining)
            {
                Dictionary<string, JToken> more = values.Properties().Where(value => value.Name is not ("Max" or "Remaining"))
                    .ToDictionary(value => value.Name, value => value.Value);
                limits[limit.Name] = new OrgLimit((long)max, (long)remaining, more);
            }
        }

        return limits;
    }

    public async Task<IReadOnlyDictionary<string, long>> GetRecordCountsAsync(IEnumerable<string> objectNames, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(objectNames);
        string names = string.Join(',', objectNames.Select(name => ApiName.Checked(name, nameof(objectNames))));
        string query = names.Length == 0 ? "" : $"?{UrlText.Query(("sObjects", names))}";
        using SalesforceResponse response = await GetAsync($"limits/recordCount{query}", cancellationToken).ConfigureAwait(false);
        JObject answer = await response.ReadAsync<JObject>(cancellationToken).ConfigureAwait(false);
        if (answer["sObjects"] is not JArray counts || !counts.All(count => count is JObject && count["name"] is JValue && count["count"] is JValue))
            throw response.Unfit(answer, "it has no counts");
        return counts.ToDictionary(count => (string)count["name"]!, count => (long)count["count"]!, StringComparer.OrdinalIgnoreCase);
    }

    public async Task<IReadOnlyList<ApiVersionInfo>> GetVersionsAsync(CancellationToken cancellationToken)
    {
        using SalesforceResponse response = await GetAsync("/services/data/", cancellationToken).ConfigureAwait(false);
        return await response.ReadAsync<List<ApiVersionInfo>>(cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyDictionary<string, string>> GetResourcesAsync(CancellationToken cancellationToken)
    {
        using SalesforceResponse response = await GetAsync("", cancellationToken).ConfigureAwait(false);
        JObject answer = await response.ReadAsync<JObject>(cancellationToken).ConfigureAwait(false);
        return answer.Properties().ToDictionary(resource => resource.Name, resource => resource.Value.ToString(), StringComparer.OrdinalIgnoreCase);
    }

    public async Task<UserInfo> GetUserInfoAsync(CancellationToken cancellationToken)
    {
        using SalesforceResponse response = await GetAsync("/services/oauth2/userinfo", cancellationToken).ConfigureAwait(false);
        return await response.ReadAsync<UserInfo>(cancellationToken).ConfigureAwait(false);
    }

    public async Task<JObject> GetIdentityAsync(CancellationToken cancellationToken)
    {
        // The identity URL of a session may name the login server; the org itself serves the same path.
        UserInfo user = await GetUserInfoAsync(cancellationToken).ConfigureAwait(false);
        string path = $"/id/{UrlText.Segment(user.OrganizationId)}/{UrlText.Segment(user.UserId)}?format=json";
        using SalesforceResponse response = await GetAsync(path, cancellationToken).ConfigureAwait(false);
        return await response.ReadAsync<JObject>(cancellationToken).ConfigureAwait(false);
    }

    public async Task SetPasswordAsync(string userId, string password, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(password);
        var request = new SalesforceRequest(HttpMethod.Post, PasswordPath(userId))
        {
            Safety = RequestSafety.Idempotent,
            Body = SalesforceRequestBody.Json(new { NewPassword = password }),
        };
        using SalesforceResponse response = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> IsPasswordExpiredAsync(string userId, CancellationToken cancellationToken)
    {
        using SalesforceResponse response = await GetAsync(PasswordPath(userId), cancellationToken).ConfigureAwait(false);
        JObject answer = await response.ReadAsync<JObject>(cancellationToken).ConfigureAwait(false);
        return answer["isExpired"] is JValue { Value: bool expired } ? expired : throw response.Unfit(null, "it does not tell whether the password is expired");
    }

    public async Task<string> ResetPasswordAsync(string userId, CancellationToken cancellationToken)
    {
        // Twice makes another password: a lost answer must be noticed, not covered up.
        var request = new SalesforceRequest(HttpMethod.Delete, PasswordPath(userId)) { Safety = RequestSafety.Unsafe };
        using SalesforceResponse response = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        JObject answer = await response.ReadAsync<JObject>(cancellationToken).ConfigureAwait(false);
        // The answer itself is never shown: it may hold the password.
        return (string?)answer["NewPassword"] is { Length: > 0 } password ? password : throw response.Unfit(null, "it has no new password");
    }

    private static string PasswordPath(string userId) => SalesforceId.IsValid(userId)
        ? $"sobjects/User/{userId}/password"
        : throw new ArgumentException($"'{userId}' is not the id of a user.", nameof(userId));

    private Task<SalesforceResponse> GetAsync(string path, CancellationToken cancellationToken) =>
        sender.SendAsync(new SalesforceRequest(HttpMethod.Get, path), cancellationToken);
}
