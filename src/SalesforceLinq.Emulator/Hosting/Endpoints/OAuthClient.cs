using System.Text;
using SalesforceLinq.Emulator.Hosting.Calls;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Which app asks: its id and secret stand in the form, in the query, or in a header of basic authentication.</summary>
internal static class OAuthClient
{
    public static (string? Id, string? Secret) Read(Call call, QueryParameters form)
    {
        if (call.Header("authorization") is { } header && header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            byte[] bytes = new byte[header.Length];
            if (Convert.TryFromBase64String(header[6..].Trim(), bytes, out int written))
            {
                string[] pair = Encoding.UTF8.GetString(bytes, 0, written).Split(':', 2);
                return (Uri.UnescapeDataString(pair[0]), pair.Length == 2 ? Uri.UnescapeDataString(pair[1]) : null);
            }
        }
        return (form["client_id"] ?? call.Query["client_id"], form["client_secret"] ?? call.Query["client_secret"]);
    }
}
