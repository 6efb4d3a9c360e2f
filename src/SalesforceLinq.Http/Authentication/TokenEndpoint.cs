using System.Net;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Http.Errors;
using SalesforceLinq.Http.Json;

namespace SalesforceLinq.Http.Authentication;

/// <summary>Asks the OAuth token endpoint of a login server.</summary>
/// <remarks>Source: recorded exchanges with <c>/services/oauth2/token</c>; the order of the members is free.</remarks>
internal sealed class TokenEndpoint(Uri loginServer)
{
    /// <summary>Posts a form and reads a session from the answer.</summary>
    public async Task<SalesforceSession> RequestAsync(
        HttpClient http, IReadOnlyDictionary<string, string?> form, CancellationToken cancellationToken)
    {
        (string request, HttpStatusCode status, JObject answer, byte[] body) = await PostAsync(http, form, cancellationToken).ConfigureAwait(false);
        if ((string?)answer["access_token"] is not { Length: > 0 } token || (string?)answer["instance_url"] is not { Length: > 0 } instance)
            throw SignInRequest.Unreadable(request, status, body);

        Uri? identity = Uri.TryCreate((string?)answer["id"], UriKind.Absolute, out Uri? id) ? id : null;
        string[] parts = identity?.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries) ?? [];
        try
        {
            return new SalesforceSession(token, new Uri(instance, UriKind.Absolute))
            {
                RefreshToken = (string?)answer["refresh_token"],
                IdentityUrl = identity,
                OrganizationId = parts.Length >= 2 ? parts[^2] : null,
                UserId = parts.Length >= 2 ? parts[^1] : null,
            };
        }
        catch (Exception unsafeAddress) when (unsafeAddress is ArgumentException or UriFormatException)
        {
            throw new SignInFailedException(request, status, new SalesforceError("invalid_instance_url", unsafeAddress.Message, []), unsafeAddress);
        }
    }

    /// <summary>Posts a form and hands out the JSON object of a successful answer.</summary>
    public async Task<(string Request, HttpStatusCode Status, JObject Answer, byte[] Body)> PostAsync(
        HttpClient http, IReadOnlyDictionary<string, string?> form, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(loginServer, "/services/oauth2/token"))
        {
            Content = new FormUrlEncodedContent(form.Where(member => member.Value is not null).Select(member =>
                new KeyValuePair<string, string>(member.Key, member.Value!))),
        };
        message.Headers.Accept.ParseAdd("application/json");
        string request = SignInRequest.Describe(message);
        (HttpStatusCode status, byte[] body) = await SignInRequest.SendAsync(http, message, cancellationToken).ConfigureAwait(false);

        JToken? answer = TryParse(body);
        if (answer is not null && ErrorList.Read(answer) is [SalesforceError error, ..])
            throw new SignInFailedException(request, status, error);
        if (answer is not JObject members || (int)status is < 200 or > 299)
            throw SignInRequest.Unreadable(request, status, body);
        return (request, status, members, body);
    }

    private static JToken? TryParse(byte[] body)
    {
        try
        {
            return body.Length == 0 ? null : WireJson.Token(body, body.Length);
        }
        catch (Exception malformed) when (malformed is JsonException or System.Text.DecoderFallbackException)
        {
            // Not JSON at all: the caller reports the answer as unreadable, with its beginning.
            return null;
        }
    }
}
