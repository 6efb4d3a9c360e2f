using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SalesforceLinq.Emulator.Sessions;

/// <summary>What a signed assertion claims.</summary>
/// <param name="Issuer">Client id of the app (<c>iss</c>).</param>
/// <param name="Username">The user to sign in (<c>sub</c>).</param>
/// <param name="Audience">Whom it is meant for (<c>aud</c>).</param>
/// <param name="Expires">Until when it is good (<c>exp</c>).</param>
internal sealed record JwtAssertion(string Issuer, string Username, string Audience, DateTimeOffset Expires)
{
    // The sf CLI writes milliseconds, which are seconds of a far future: an org takes them.
    private static readonly long LatestSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Reads an assertion whose signature one of the keys has made; <see langword="null"/> for any other.</summary>
    /// <param name="text">Header, claims and signature, joined by dots.</param>
    /// <param name="keys">Public keys, as SubjectPublicKeyInfo.</param>
    public static JwtAssertion? Read(string text, IReadOnlyCollection<byte[]> keys)
    {
        string[] parts = text.Split('.');
        if (parts.Length != 3)
            return null;
        try
        {
            using JsonDocument header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
            if (header.RootElement.GetProperty("alg").GetString() != "RS256")
                return null;
            byte[] signed = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
            byte[] signature = Base64Url.DecodeFromChars(parts[2]);
            if (!keys.Any(key => IsSignedBy(key, signed, signature)))
                return null;
            using JsonDocument claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            JsonElement root = claims.RootElement;
            return new JwtAssertion(
                root.GetProperty("iss").GetString() ?? "",
                (root.TryGetProperty("sub", out JsonElement subject) ? subject : root.GetProperty("prn")).GetString() ?? "",
                root.GetProperty("aud").GetString() ?? "",
                DateTimeOffset.FromUnixTimeSeconds(Math.Min(Seconds(root.GetProperty("exp")), LatestSecond)));
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException or InvalidOperationException or KeyNotFoundException or ArgumentOutOfRangeException)
        {
            // Whatever is wrong with it, it is no assertion; an org does not say more either.
            return null;
        }
    }

    private static bool IsSignedBy(byte[] key, byte[] signed, byte[] signature)
    {
        using RSA rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(key, out _);
        return rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    // Some libraries write the time as text.
    private static long Seconds(JsonElement time) => time.ValueKind == JsonValueKind.String
        ? long.Parse(time.GetString()!, System.Globalization.CultureInfo.InvariantCulture)
        : time.GetInt64();
}
