using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SalesforceLinq.Emulator.Sessions;

namespace SalesforceLinq.Emulator;

/// <summary>The app by which programs sign in to an emulated org: what its OAuth flows accept. Thread-safe.</summary>
public sealed class ConnectedApp
{
    private readonly OrgIdentity _identity;
    private readonly DeviceCodes _devices;
    private readonly ConcurrentBag<byte[]> _keys = [];
    private readonly ConcurrentDictionary<string, bool> _callbacks = new(StringComparer.Ordinal);

    internal ConnectedApp(OrgIdentity identity, DeviceCodes devices)
    {
        _identity = identity;
        _devices = devices;
    }

    /// <summary>Client id (consumer key): <c>client-id</c>.</summary>
    public string ClientId => _identity.ClientId;

    /// <summary>Client secret (consumer secret): <c>client-secret</c>.</summary>
    public string ClientSecret => _identity.ClientSecret;

    /// <summary>Whether every use of a refresh token brings a new one and ends the old one with its sessions.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool RotatesRefreshTokens { get; set; }

    /// <summary>Whether the approval pages answer as if the org's first user had approved already, so that no person is needed.</summary>
    /// <value>Default <see langword="false"/>: the page for browsers asks for user and password, and a device waits for its code.</value>
    public bool ApprovesByItself { get; set; }

    /// <summary>Trusts assertions (JWT bearer flow) signed by the private key that belongs to a certificate or a public key.</summary>
    /// <param name="pem">An X.509 certificate, or an RSA public key, in PEM form.</param>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public void TrustCertificate(string pem)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pem);
        try
        {
            if (pem.Contains("BEGIN CERTIFICATE", StringComparison.Ordinal))
            {
                using X509Certificate2 certificate = X509Certificate2.CreateFromPem(pem);
                using RSA? key = certificate.GetRSAPublicKey();
                _keys.Add((key ?? throw new CryptographicException("The certificate is not for an RSA key.")).ExportSubjectPublicKeyInfo());
            }
            else
            {
                using RSA key = RSA.Create();
                key.ImportFromPem(pem);
                _keys.Add(key.ExportSubjectPublicKeyInfo());
            }
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or ArgumentException)
        {
            throw new ArgumentException("This is neither a certificate nor an RSA public key in PEM form.", nameof(pem), unreadable);
        }
    }

    /// <summary>Allows another address to which browsers bring authorization codes. Any http address of this machine is allowed anyway.</summary>
    /// <param name="url">The callback URL, exactly as the program sends it.</param>
    public void AllowCallback(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        _callbacks[url.OriginalString] = true;
    }

    /// <summary>Enters the code of a device, as a person would on the page <c>/setup/connect</c>, and approves.</summary>
    /// <param name="userCode">The code that the device shows.</param>
    /// <returns>Whether a device waits under this code.</returns>
    public bool ApproveDevice(string userCode) => _devices.Enter(userCode ?? throw new ArgumentNullException(nameof(userCode)), _identity.UserId);

    /// <summary>Enters the code of a device, as a person would on the page <c>/setup/connect</c>, and denies.</summary>
    /// <param name="userCode">The code that the device shows.</param>
    /// <returns>Whether a device waits under this code.</returns>
    public bool DenyDevice(string userCode) => _devices.Enter(userCode ?? throw new ArgumentNullException(nameof(userCode)), userId: null);

    internal IReadOnlyCollection<byte[]> TrustedKeys => _keys;

    internal bool IsCallback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && ((uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback) || _callbacks.ContainsKey(url));
}
