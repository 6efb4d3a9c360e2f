using System.Security.Cryptography;
using System.Text;
using SalesforceLinq.Http.Authentication;
using SalesforceLinq.Http.Json;

namespace SalesforceLinq.Http;

/// <summary>Signs in as a user without a password: the OAuth JWT bearer flow, by a certificate that the app knows.</summary>
/// <remarks>Source: Salesforce Help, "OAuth 2.0 JWT Bearer Flow for Server-to-Server Integration" (RS256; the values of the claims are not recorded).</remarks>
public sealed class JwtBearerCredential : SalesforceCredential
{
    private static readonly TimeSpan AssertionLifetime = TimeSpan.FromMinutes(3);

    private readonly string _clientId;
    private readonly string _username;
    private readonly string _privateKeyPem;

    /// <summary>Signs in as a user who has approved the app, or whom an administrator has.</summary>
    /// <param name="clientId">Consumer key of the app.</param>
    /// <param name="username">User name.</param>
    /// <param name="privateKeyPem">RSA private key in PEM form (PKCS#1 or PKCS#8, not encrypted), whose certificate the app has.</param>
    /// <exception cref="ArgumentException">An argument is blank, or the key is not an RSA private key in PEM form.</exception>
    public JwtBearerCredential(string clientId, string username, string privateKeyPem)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(clientId);
        ArgumentException.ThrowIfNullOrWhiteSpace(username);
        ArgumentException.ThrowIfNullOrWhiteSpace(privateKeyPem);
        _clientId = clientId;
        _username = username;
        _privateKeyPem = privateKeyPem;
        using RSA key = Key();
    }

    /// <summary>Whether the org is a sandbox, so that the assertion is meant for <c>test.salesforce.com</c>.</summary>
    /// <value>Default false.</value>
    public bool Sandbox { get; init; }

    /// <summary>Server that is asked: the org's My Domain, or an emulated org.</summary>
    /// <value>Null, the default, asks the login server that the assertion is meant for; a bare host means https.</value>
    public string? LoginUrl
    {
        get;
        init => field = value is null ? null : InstanceAddress.Parse(value, nameof(LoginUrl)).GetLeftPart(UriPartial.Authority);
    }

    /// <summary>Whom the assertion is meant for (<c>aud</c>).</summary>
    /// <value>Null, the default, is the login server of production or of sandboxes.</value>
    public string? Audience { get; init; }

    /// <summary>Clock, for the time at which the assertion ends.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <inheritdoc/>
    protected override Task<SalesforceSession> RequestSessionAsync(HttpClient http, CancellationToken cancellationToken)
    {
        string loginServer = Sandbox ? LoginServer.Sandbox : LoginServer.Production;
        return new TokenEndpoint(InstanceAddress.Parse(LoginUrl ?? loginServer)).RequestAsync(
            http,
            new Dictionary<string, string?>
            {
                ["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer",
                ["assertion"] = Assertion(Audience ?? loginServer),
            },
            cancellationToken);
    }

    private string Assertion(string audience)
    {
        string header = Base64Url(WireJson.Bytes(new { alg = "RS256", typ = "JWT" }));
        long expires = (TimeProvider.GetUtcNow() + AssertionLifetime).ToUnixTimeSeconds();
        string claims = Base64Url(WireJson.Bytes(new { iss = _clientId, sub = _username, aud = audience, exp = expires }));
        using RSA key = Key();
        byte[] signature = key.SignData(Encoding.ASCII.GetBytes($"{header}.{claims}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{header}.{claims}.{Base64Url(signature)}";
    }

    private RSA Key()
    {
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(_privateKeyPem);
            key.ExportRSAPrivateKey().AsSpan().Clear();
            return key;
        }
        catch (Exception wrong) when (wrong is ArgumentException or CryptographicException)
        {
            key.Dispose();
            // The inner exception is left out: it may quote the key.
            throw new ArgumentException("The key is not an RSA private key in PEM form. It begins with '-----BEGIN PRIVATE KEY-----' or '-----BEGIN RSA PRIVATE KEY-----'.");
        }
    }

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
