namespace SalesforceLinq.Emulator.Storage;

/// <summary>Keeps a database file to one org: two of them would hand out the same ids.</summary>
/// <remarks>The system frees the lock when its process dies, however it dies; a lock file that is left behind locks nothing.</remarks>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream _file;

    /// <exception cref="IOException">Another org has the file, or its folder cannot be used.</exception>
    public FileLock(string path)
    {
        string? folder = Path.GetDirectoryName(path);
        if (!Directory.Exists(folder))
            throw new IOException($"The database file '{path}' cannot be made: there is no folder '{folder}'. Make it first, or give another path.");
        string lockPath = path + "-lock";
        try
        {
            _file = new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException($"The database file '{path}' cannot be used: its folder may not be written to. Give a path that may.", error);
        }
        catch (IOException error) when (File.Exists(lockPath))
        {
            throw new IOException($"The database file '{path}' is in use by another emulated org. Stop that one first, or give another file.", error);
        }
    }

    public void Dispose() => _file.Dispose();
}
