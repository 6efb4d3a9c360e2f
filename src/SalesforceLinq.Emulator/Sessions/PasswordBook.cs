using System.Security.Cryptography;
using System.Text;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Sessions;

/// <summary>A user who may sign in.</summary>
/// <param name="Id">Id of the user.</param>
/// <param name="IsActive">Whether he is not switched off.</param>
/// <param name="IsExpired">Whether he must choose another password.</param>
internal sealed record KnownUser(string Id, bool IsActive, bool IsExpired);

/// <summary>
/// The passwords of the users, kept with the data. A password is accepted alone, as from a trusted network, or with the security token behind it.
/// </summary>
internal sealed class PasswordBook(OrgIdentity identity, TableSet tables)
{
    private const int Rounds = 10_000;

    /// <summary>The user whom name and password fit; <see langword="null"/> if one of them is wrong.</summary>
    public KnownUser? Check(StoreConnection connection, string username, string password) =>
        Find(connection, username) is { } user && Fits(connection, user.Id, password) ? user : null;

    public KnownUser? Find(StoreConnection connection, string username)
    {
        if (tables.Find("User") is not { } users)
            return string.Equals(username, identity.Username, StringComparison.OrdinalIgnoreCase) ? new KnownUser(identity.UserId, true, false) : null;
        return users.Where(connection, "\"Username\" = $p0", username) is [var user, ..]
            ? new KnownUser(user.Id, user.Flag("IsActive"), IsExpired(connection, user.Id))
            : null;
    }

    public static bool IsExpired(StoreConnection connection, string userId) =>
        connection.Scalar("SELECT IsExpired FROM \"emulator password\" WHERE UserId = $p0", userId) is 1L;

    /// <param name="connection">Writes.</param>
    /// <param name="userId">Id of the user.</param>
    /// <param name="password">His new password.</param>
    /// <param name="expired">Whether he must choose another one when he signs in.</param>
    public static void Set(StoreConnection connection, string userId, string password, bool expired)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(16);
        connection.Execute(
            "INSERT OR REPLACE INTO \"emulator password\" (UserId, Salt, Hash, IsExpired) VALUES ($p0, $p1, $p2, $p3)",
            userId, salt, Hash(password, salt), expired ? 1L : 0L);
    }

    private bool Fits(StoreConnection connection, string userId, string password)
    {
        byte[]? salt = null;
        byte[]? hash = null;
        connection.Each("SELECT Salt, Hash FROM \"emulator password\" WHERE UserId = $p0", [userId], reader =>
        {
            salt = reader.GetFieldValue<byte[]>(0);
            hash = reader.GetFieldValue<byte[]>(1);
        });
        string alone = password.EndsWith(identity.SecurityToken, StringComparison.Ordinal) ? password[..^identity.SecurityToken.Length] : password;
        if (salt is not null && hash is not null)
            return Same(Hash(password, salt), hash) || Same(Hash(alone, salt), hash);
        return userId == identity.UserId && (Same(password, identity.Password) || Same(alone, identity.Password));
    }

    private static byte[] Hash(string password, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, Rounds, HashAlgorithmName.SHA256, 32);

    private static bool Same(string left, string right) => Same(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));

    private static bool Same(byte[] left, byte[] right) => CryptographicOperations.FixedTimeEquals(left, right);
}
