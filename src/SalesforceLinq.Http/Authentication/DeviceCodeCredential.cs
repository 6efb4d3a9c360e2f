using System.Globalization;
using System.Net;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Http.Authentication;

namespace SalesforceLinq.Http;

/// <summary>What a person types into a browser to let a device sign in.</summary>
/// <param name="UserCode">The code to type.</param>
/// <param name="VerificationUrl">The page to type it into.</param>
public sealed record DeviceCodePrompt(string UserCode, string VerificationUrl);

/// <summary>Signs in where there is no browser: a person types a code into a browser elsewhere (OAuth device flow).</summary>
/// <remarks>Source: Salesforce Help, "OAuth 2.0 Device Flow" (the exact parameters are not recorded).</remarks>
public sealed class DeviceCodeCredential : SalesforceCredential
{
    private readonly Func<DeviceCodePrompt, CancellationToken, Task> _show;
    private readonly PersonalSignIn _signIn;

    /// <summary>Signs in by a code.</summary>
    /// <param name="clientId">Consumer key of the app.</param>
    /// <param name="show">Shows the code and the page to a person.</param>
    /// <exception cref="ArgumentException">The key is blank.</exception>
    public DeviceCodeCredential(string clientId, Func<DeviceCodePrompt, CancellationToken, Task> show)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(clientId);
        ArgumentNullException.ThrowIfNull(show);
        _signIn = new PersonalSignIn(clientId);
        _show = show;
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

    /// <summary>How long to wait for the person.</summary>
    /// <value>Default 10 minutes.</value>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Clock.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <inheritdoc/>
    protected override Task<SalesforceSession> RequestSessionAsync(HttpClient http, CancellationToken cancellationToken) =>
        _signIn.RequestAsync(new TokenEndpoint(InstanceAddress.Parse(LoginUrl)), http, ClientSecret, AskAsync, cancellationToken);

    private async Task<SalesforceSession> AskAsync(TokenEndpoint endpoint, HttpClient http, CancellationToken cancellationToken)
    {
        (string request, HttpStatusCode status, JObject answer, byte[] body) = await endpoint.PostAsync(
            http, _signIn.Form(ClientSecret, ("response_type", "device_code"), ("scope", Scope)), cancellationToken).ConfigureAwait(false);
        if ((string?)answer["device_code"] is not { } deviceCode || (string?)answer["user_code"] is not { } userCode
            || (string?)answer["verification_uri"] is not { } page)
        {
            throw SignInRequest.Unreadable(request, status, body);
        }

        await _show(new DeviceCodePrompt(userCode, page), cancellationToken).ConfigureAwait(false);
        TimeSpan interval = TimeSpan.FromSeconds(Math.Max((int?)answer["interval"] ?? 5, 1));
        long started = TimeProvider.GetTimestamp();
        while (TimeProvider.GetElapsedTime(started) < Patience)
        {
            await Task.Delay(interval, TimeProvider, cancellationToken).ConfigureAwait(false);
            try
            {
                return await endpoint.RequestAsync(http, _signIn.Form(ClientSecret, ("grant_type", "device"), ("code", deviceCode)), cancellationToken).ConfigureAwait(false);
            }
            catch (SignInFailedException pending) when (pending.ErrorCode == "authorization_pending")
            {
                continue;
            }
            catch (SignInFailedException hasty) when (hasty.ErrorCode == "slow_down")
            {
                interval += TimeSpan.FromSeconds(5);
            }
        }

        throw new SignInFailedException(request, status, new SalesforceError(
            "expired_token", string.Create(CultureInfo.InvariantCulture, $"Nobody entered the code within {Patience}."), []));
    }
}
