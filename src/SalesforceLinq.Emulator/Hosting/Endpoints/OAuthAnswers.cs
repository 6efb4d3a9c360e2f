using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Sessions;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>What the token endpoint answers.</summary>
/// <remarks>Source: recorded token answers; errors are one object, not an array.</remarks>
internal sealed class OAuthAnswers(OrgServices org)
{
    /// <summary>A session without a refresh token.</summary>
    public Answer Session(Call call, string userId) => Granted(call, org.Sessions.Open(userId), refreshToken: null);

    /// <summary>A session with a refresh token for further ones.</summary>
    public Answer SessionWithRefreshToken(Call call, string userId)
    {
        (Session session, string refreshToken) = Granted(userId);
        return Granted(call, session, refreshToken);
    }

    /// <summary>Opens a session and a way to further ones.</summary>
    public (Session Session, string RefreshToken) Granted(string userId)
    {
        Grant grant = new(RandomText.Secret(16), userId);
        return (org.Sessions.Open(userId, grant.Id), org.RefreshTokens.Issue(grant));
    }

    /// <summary>A further session of a grant; where refresh tokens rotate, the next of them, and the end of those before.</summary>
    public Answer Refreshed(Call call, Grant grant, bool rotated)
    {
        if (rotated)
            org.Sessions.EndGrant(grant.Id);
        return Granted(call, org.Sessions.Open(grant.UserId, grant.Id), rotated ? org.RefreshTokens.Issue(grant) : null);
    }

    public static Answer Refused(string error, string description, int status = 400) => Unstored(Answer.Json(status, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("error", error);
        writer.WriteString("error_description", description);
        writer.WriteEndObject();
    }));

    public static Answer Unstored(Answer answer)
    {
        answer.Headers["Expires"] = "Thu, 01 Jan 1970 00:00:00 GMT";
        answer.Headers["X-ReadOnlyMode"] = "false";
        return answer;
    }

    /// <summary>What a session brings: the members of a token answer, or the parameters behind the hash of a callback.</summary>
    public List<(string Name, string Value)> Members(Call call, Session session, string? refreshToken)
    {
        string id = $"{call.Origin}/id/{org.Identity.OrganizationId}/{session.UserId}";
        string issuedAt = org.Clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        byte[] signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(org.Identity.ClientSecret), Encoding.UTF8.GetBytes(id + issuedAt));
        List<(string Name, string Value)> members = [("access_token", session.Token)];
        if (refreshToken is not null)
            members.Add(("refresh_token", refreshToken));
        members.AddRange([("instance_url", call.Origin), ("id", id), ("token_type", "Bearer"), ("issued_at", issuedAt), ("signature", Convert.ToBase64String(signature))]);
        return members;
    }

    private Answer Granted(Call call, Session session, string? refreshToken)
    {
        List<(string Name, string Value)> members = Members(call, session, refreshToken);
        return Unstored(Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            foreach ((string name, string value) in members)
                writer.WriteString(name, value);
            writer.WriteEndObject();
        }));
    }
}
