using System.Net;
using System.Security.Cryptography;
using System.Text;
using SalesforceLinq.Http.Authentication;

namespace SalesforceLinq.Http;

/// <summary>Signs in by a browser on this machine: the OAuth authorization code flow with PKCE.</summary>
/// <remarks>
/// A listener on this machine takes the code; the callback URL (default <c>http://localhost:1717/OauthRedirect</c>) must be one of the app's.
/// Later sessions come from the refresh token, where the app gives one. Source: Salesforce Help, "OAuth 2.0 Web Server Flow" (parameters not recorded); RFC 7636.
/// </remarks>
public sealed class AuthorizationCodeCredential : SalesforceCredential
{
    private readonly string _clientId;
    private readonly Func<Uri, CancellationToken, Task> _openBrowser;
    private readonly PersonalSignIn _signIn;

    /// <summary>Signs in by a browser.</summary>
    /// <param name="clientId">Consumer key of the app.</param>
    /// <param name="openBrowser">Opens the page in a browser of this machine, or shows its address.</param>
    /// <exception cref="ArgumentException">The key is blank.</exception>
    public AuthorizationCodeCredential(string clientId, Func<Uri, CancellationToken, Task> openBrowser)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(clientId);
        ArgumentNullException.ThrowIfNull(openBrowser);
        _clientId = clientId;
        _signIn = new PersonalSignIn(clientId);
        _openBrowser = openBrowser;
    }

    /// <summary>Consumer secret of the app.</summary>
    /// <value>Null, the default, for apps that need none.</value>
    public string? ClientSecret { get; init; }

    /// <summary>Rights to ask for, divided by blanks, such as <c>api refresh_token</c>.</summary>
    /// <value>Null, the default, asks for all that the app has.</value>
    public string? Scope { get; init; }

    /// <summary>Login server: the org's My Domain, <c>test.salesforce.com</c>, or an emulated org.</summary>
    /// <value>Default <c>https://login.salesforce.com</c>; a bare host means https.</value>
    public string LoginUrl
    {
        get;
        init => field = InstanceAddress.Parse(value, nameof(LoginUrl)).GetLeftPart(UriPartial.Authority);
    }
    = LoginServer.Production;

    /// <summary>Where the browser brings the code: http on this machine, with a port.</summary>
    /// <value>Default <c>http://localhost:1717/OauthRedirect</c>.</value>
    public Uri CallbackUrl
    {
        get;
        init => field = value is { IsLoopback: true, Scheme: "http" }
            ? value
            : throw new ArgumentException($"'{value}' is not an http address of this machine.", nameof(CallbackUrl));
    }
    = new("http://localhost:1717/OauthRedirect");

    /// <summary>How long to wait for the person.</summary>
    /// <value>Default 5 minutes.</value>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override Task<SalesforceSession> RequestSessionAsync(HttpClient http, CancellationToken cancellationToken) =>
        _signIn.RequestAsync(new TokenEndpoint(InstanceAddress.Parse(LoginUrl)), http, ClientSecret, AskAsync, cancellationToken);

    private async Task<SalesforceSession> AskAsync(TokenEndpoint endpoint, HttpClient http, CancellationToken cancellationToken)
    {
        string verifier = RandomText();
        string code = await CodeAsync(verifier, cancellationToken).ConfigureAwait(false);
        return await endpoint.RequestAsync(
            http,
            _signIn.Form(ClientSecret, ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", CallbackUrl.OriginalString), ("code_verifier", verifier)),
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> CodeAsync(string verifier, CancellationToken cancellationToken)
    {
        string state = RandomText();
        string challenge = System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        var page = new UriBuilder(InstanceAddress.Parse(LoginUrl))
        {
            Path = "/services/oauth2/authorize",
            Query = string.Join('&', new (string Name, string? Value)[]
            {
                ("response_type", "code"), ("client_id", _clientId), ("redirect_uri", CallbackUrl.OriginalString), ("state", state),
                ("code_challenge", challenge), ("code_challenge_method", "S256"), ("scope", Scope),
            }.Where(member => member.Value is not null).Select(member => $"{member.Name}={Uri.EscapeDataString(member.Value!)}")),
        };
        string request = $"GET {page.Uri.GetLeftPart(UriPartial.Path)}";
        using CallbackListener listener = Listen(request);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        // The listener is ready before the browser opens: some ways of opening it return only when it has done its part.
        Task<IReadOnlyDictionary<string, string>> callback = listener.WaitAsync(state, patience.Token);
        try
        {
            await _openBrowser(page.Uri, patience.Token).ConfigureAwait(false);
            IReadOnlyDictionary<string, string> answer = await callback.ConfigureAwait(false);
            return answer.TryGetValue("code", out string? code)
                ? code
                : throw new SignInFailedException(request, HttpStatusCode.Unauthorized, new SalesforceError(
                    answer.GetValueOrDefault("error", "invalid_response"), answer.GetValueOrDefault("error_description", "The browser brought no code."), []));
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SignInFailedException(
                request, HttpStatusCode.RequestTimeout, new SalesforceError("expired_code", $"Nobody signed in within {Patience}.", []), late);
        }
        finally
        {
            await patience.CancelAsync().ConfigureAwait(false);
            await ((Task)callback).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private CallbackListener Listen(string request)
    {
        try
        {
            return new CallbackListener(CallbackUrl);
        }
        catch (HttpListenerException taken)
        {
            throw new SignInFailedException(request, HttpStatusCode.Unauthorized, new SalesforceError(
                "callback_unavailable", $"Nothing can listen at {CallbackUrl}: {taken.Message}. Choose another CallbackUrl that the app knows.", []), taken);
        }
    }

    private static string RandomText() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
