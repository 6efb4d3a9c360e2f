using System.Net;
using SalesforceLinq.Emulator.Hosting.Calls;

namespace SalesforceLinq.Emulator.Hosting.Endpoints.Window;

/// <summary>Who may look through the window: a browser on this machine, showing the window's own page.</summary>
/// <remarks>
/// There is no sign-in. What the window shows, any user of this machine can also have with the org's published user and password; more it must
/// not give. So it answers connections from this machine only, even where the org listens on other addresses; only under a name that no foreign
/// site can point here (DNS rebinding); data only to requests with a header that another site's page cannot send unasked; and it hands out no token.
/// </remarks>
internal static class WindowAccess
{
    /// <summary>The header the page sends with its questions.</summary>
    public const string Header = "x-window";

    private static readonly HashSet<string> Assets = new(StringComparer.OrdinalIgnoreCase) { "window.css", "window.js", "icon.svg", "favicon.ico" };

    /// <summary>The refusal of a request for the window, if it must be refused.</summary>
    public static Answer? Refusal(IPAddress? client, Call call)
    {
        if (client is null || !IPAddress.IsLoopback(client.IsIPv4MappedToIPv6 ? client.MapToIPv4() : client))
            return Refused("The window opens on the machine the org runs on, and nowhere else.");
        if (!IsOwnName(call.Header("host")))
            return Refused("The window opens under localhost or an IP address, not under another name.");
        if (call.Segments.Count == 0 || (call.Segments.Count <= 2 && Assets.Contains(call.Segments[^1])))
            return null;
        bool foreign = call.Header("sec-fetch-site") is { } site && site is not ("same-origin" or "none");
        return foreign || call.Header(Header) is null
            ? Refused("The window answers its own page only, whose requests carry the header X-Window.")
            : null;
    }

    private static bool IsOwnName(string? host)
    {
        if (!Uri.TryCreate("http://" + host, UriKind.Absolute, out Uri? uri))
            return false;
        return uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6
            || uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || uri.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
    }

    private static Answer Refused(string why) => Answer.Error(403, "INSUFFICIENT_ACCESS", why);
}
