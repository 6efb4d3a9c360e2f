using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SalesforceLinq.Emulator.Storage;

/// <summary>Whether a file is an org's database, and which form it has; words what is wrong with one that cannot be used.</summary>
internal static class DatabaseFile
{
    /// <summary>The form of the tables that are not an object's; rises when an older emulator could not use them any more.</summary>
    public const long Format = 1;

    // "SFLQ", where SQLite keeps whose file it is.
    private const long ApplicationId = 0x53464C51;

    /// <summary>Accepts a new file or one of an org, and marks it as one.</summary>
    /// <exception cref="IOException">It is neither.</exception>
    public static void Claim(StoreConnection connection, string path)
    {
        long owner = (long)connection.Scalar("PRAGMA application_id")!;
        bool isNew = connection.Scalar("SELECT 1 FROM sqlite_master LIMIT 1") is null;
        if (owner != ApplicationId && !isNew)
            throw new IOException($"'{path}' is a SQLite database, but none of an emulated org. Give another file; a new one is made where there is none.");
        long format = (long)connection.Scalar("PRAGMA user_version")!;
        if (!isNew && format != Format)
        {
            throw new IOException(
                $"'{path}' was written by another version of the emulator (format {format}, this one reads {Format}). Open it with that version, or give another file.");
        }
        connection.Execute($"PRAGMA application_id = {ApplicationId}");
        connection.Execute($"PRAGMA user_version = {Format}");
    }

    /// <summary>What a SQLite error means for a file that is being opened, and what to do.</summary>
    public static IOException Unusable(string path, SqliteException error)
    {
        string why = error.SqliteErrorCode switch
        {
            raw.SQLITE_NOTADB => "is no SQLite database. Give another file; a new one is made where there is none.",
            raw.SQLITE_CORRUPT => "is damaged. Restore it from a copy, or give another file.",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "is locked by another process. End that one first, or give another file.",
            raw.SQLITE_READONLY or raw.SQLITE_PERM => "may not be written to. Change its permissions, or give another file.",
            raw.SQLITE_FULL => "cannot grow: the disk is full.",
            _ => $"cannot be opened ({error.Message.TrimEnd('.')}). Give a path that can be written to.",
        };
        return new IOException($"The database file '{path}' {why}", error);
    }
}
