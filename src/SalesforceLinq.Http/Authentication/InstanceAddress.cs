using System.Runtime.CompilerServices;

namespace SalesforceLinq.Http.Authentication;

/// <summary>Reads the address of an org or of a login server: https, or http on this machine only.</summary>
internal static class InstanceAddress
{
    /// <summary>Reads an address; a bare host means https.</summary>
    /// <exception cref="ArgumentException">It is no address of a server, has a user or a password in it, or is http to another machine.</exception>
    public static Uri Parse(string address, [CallerArgumentExpression(nameof(address))] string? parameter = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address, parameter);
        string text = address.Contains("://", StringComparison.Ordinal) ? address : "https://" + address;
        return Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) ? Checked(uri, parameter) : throw NoAddress(address, parameter);
    }

    /// <summary>The scheme, host and port of an address, when a token may be sent there.</summary>
    /// <exception cref="ArgumentException">It is no address of a server, has a user or a password in it, or is http to another machine.</exception>
    public static Uri Checked(Uri uri, [CallerArgumentExpression(nameof(uri))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(uri, parameter);
        if (!uri.IsAbsoluteUri || uri.Host.Length == 0 || uri.UserInfo.Length > 0)
            throw NoAddress(uri.OriginalString, parameter);
        if (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
            throw new ArgumentException($"'{WithoutUser(uri.OriginalString)}' is not an https address of an org.", parameter);
        if (uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback)
        {
            throw new ArgumentException(
                $"'{uri.Scheme}://{uri.Authority}' would send the access token unencrypted. "
                + "Use https; http is only for an emulated org on this machine.", parameter);
        }

        return new Uri(uri.GetLeftPart(UriPartial.Authority));
    }

    private static ArgumentException NoAddress(string address, string? parameter) =>
        new($"'{WithoutUser(address)}' is not the address of an org. Give one such as 'https://MyDomain.my.salesforce.com'.", parameter);

    // Whoever writes https://user:password@host should not find the password in a log.
    private static string WithoutUser(string address)
    {
        int at = address.LastIndexOf('@');
        return at < 0 ? address : "…" + address[at..];
    }
}
