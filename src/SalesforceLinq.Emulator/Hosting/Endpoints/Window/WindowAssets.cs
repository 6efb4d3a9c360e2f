using System.Reflection;
using SalesforceLinq.Emulator.Hosting.Calls;

namespace SalesforceLinq.Emulator.Hosting.Endpoints.Window;

/// <summary>The page and what it is made of: plain HTML, CSS and JavaScript out of this assembly, nothing loaded from elsewhere.</summary>
internal static class WindowAssets
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The answer with a file of the page.</summary>
    public static Answer File(string name, string contentType)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("window/" + name)
            ?? throw new InvalidOperationException($"The resource 'window/{name}' is missing from the assembly.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        Answer answer = new(200, bytes, contentType);
        answer.Headers["Content-Security-Policy"] = Policy;
        answer.Headers["Referrer-Policy"] = "no-referrer";
        answer.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        answer.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        answer.Headers["X-Frame-Options"] = "DENY";
        return answer;
    }
}
