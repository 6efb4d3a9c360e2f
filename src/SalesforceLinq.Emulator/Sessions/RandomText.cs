using System.Security.Cryptography;

namespace SalesforceLinq.Emulator.Sessions;

/// <summary>Tokens and codes that nobody can guess.</summary>
internal static class RandomText
{
    /// <summary>Random letters and digits.</summary>
    public static string Secret(int length) =>
        RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", length);

    /// <summary>Random capitals and digits that a person can read off a screen.</summary>
    public static string Readable(int length) => RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", length);
}
