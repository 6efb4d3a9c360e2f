using System.Text;

namespace SalesforceLinq.Cli.Files;

/// <summary>A file that appears at its place only when it is complete; what is given up vanishes.</summary>
internal sealed class StagedFile : IDisposable
{
    private readonly string _path;
    private readonly string _staged;
    private readonly FileStream _stream;
    private bool _isDone;

    public StagedFile(string path)
    {
        _path = Path.GetFullPath(path);
        // A device (/dev/stdout, /dev/full) is written to, not replaced.
        _staged = IsDevice(_path) ? _path : $"{_path}.{Environment.ProcessId}.tmp";
        if (Path.GetDirectoryName(_path) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        _stream = new FileStream(_staged, IsDevice(_path) ? FileMode.Open : FileMode.Create, FileAccess.Write, FileShare.Read);
        Writer = new StreamWriter(_stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 64 * 1024, leaveOpen: true);
    }

    public StreamWriter Writer { get; }

    /// <summary>Puts the file into its place.</summary>
    public void Complete()
    {
        Writer.Flush();
        if (IsDevice(_path))
            _stream.Flush();
        else
            _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        if (!IsDevice(_path))
            File.Move(_staged, _path, overwrite: true);
        _isDone = true;
    }

    public void Dispose()
    {
        if (_isDone)
            return;
        try
        {
            // The writer still holds what the disk did not take; it would fail again.
            _stream.Dispose();
        }
        catch (IOException)
        {
        }

        if (!IsDevice(_path))
            File.Delete(_staged);
    }

    private static bool IsDevice(string path) =>
        !OperatingSystem.IsWindows() && (path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal));
}
