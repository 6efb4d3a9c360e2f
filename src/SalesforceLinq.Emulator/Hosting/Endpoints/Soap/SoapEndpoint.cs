using System.Globalization;
using System.Xml.Linq;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Sessions;

namespace SalesforceLinq.Emulator.Hosting.Endpoints.Soap;

/// <summary>The SOAP API for partners: who asks for what.</summary>
/// <remarks>Source: SOAP API Developer Guide, "Core Calls" and "Utility Calls": those on records, and those of sessions.</remarks>
internal sealed class SoapEndpoint(OrgServices org, Router resources)
{
    private readonly SoapSignIn _signIn = new(org);
    private readonly SoapWrites _writes = new(org);
    private readonly SoapReads _reads = new(resources);

    /// <summary>Answers a call, and whether it counts as one of the org's API requests: signing in and out do not.</summary>
    public async ValueTask<(Answer Answer, bool Counts)> AnswerAsync(Call call)
    {
        bool hasVersion = decimal.TryParse(call.Segments.ElementAtOrDefault(3), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal version);
        if (!hasVersion || version < ApiVersions.Lowest || version > ApiVersions.Highest)
            return (SoapMessage.Fault("UNSUPPORTED_API_VERSION", "Unsupported API version"), false);
        if (SoapMessage.Operation(call.Body) is not { } operation)
            return (SoapMessage.Fault("INVALID_SOAP_HEADER", "The request is no SOAP envelope"), false);
        if (operation.Name.LocalName == "login")
            return (await _signIn.LoginAsync(call, operation, version).ConfigureAwait(false), false);
        if (SessionOf(operation) is not { } session)
            return (SoapMessage.NoSession(), false);
        if (operation.Name.LocalName == "logout")
        {
            org.Sessions.Revoke(session.Token);
            return (SoapMessage.Envelope("<logoutResponse/>"), false);
        }
        if (!org.Usage.TryCount())
            return (SoapMessage.Fault("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."), false);
        return (await AnswerAsync(call with { Session = session, Version = version }, operation).ConfigureAwait(false), true);
    }

    /// <summary>Ends the session a call names.</summary>
    public void EndSession(Call call)
    {
        if (SoapMessage.Operation(call.Body) is { } operation && SessionOf(operation) is { } session)
            org.Sessions.Revoke(session.Token);
    }

    private async ValueTask<Answer> AnswerAsync(Call call, XElement operation) => operation.Name.LocalName switch
    {
        "getUserInfo" => await _signIn.UserInfoAsync(call).ConfigureAwait(false),
        "getServerTimestamp" => SoapMessage.Envelope(
            $"<getServerTimestampResponse><result><timestamp>{ValueReader.Stamp(org.Clock.GetUtcNow())}</timestamp></result></getServerTimestampResponse>"),
        _ => await _writes.TryAnswerAsync(call, operation).ConfigureAwait(false)
            ?? await _reads.TryAnswerAsync(call, operation).ConfigureAwait(false)
            ?? SoapMessage.Fault("INVALID_OPERATION", $"No operation available for request {operation.Name}"),
    };

    private Session? SessionOf(XElement operation) => org.Sessions.Use(SoapMessage.Header(operation, "sessionId"));
}
