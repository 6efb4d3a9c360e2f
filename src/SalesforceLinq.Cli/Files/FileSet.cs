using System.Text;
using SalesforceLinq.Cli.Failures;

namespace SalesforceLinq.Cli.Files;

/// <summary>
/// Writes several files as one step: all into a folder beside their places first, and only when every one is complete on disk are they moved there.
/// Until then a cancelled command, a full disk or an error leaves everything as it was.
/// </summary>
internal sealed class FileSet(string folder)
{
    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _removed = new(StringComparer.Ordinal);

    public void Write(string name, string content) => _files[name] = content;

    public void Remove(string name) => _removed.Add(name);

    /// <summary>Does it.</summary>
    /// <exception cref="ToolException">A file cannot be written; nothing has changed.</exception>
    public void Commit(CancellationToken cancellation)
    {
        if (_files.Count == 0 && _removed.Count == 0)
            return;
        bool isNewFolder = !Directory.Exists(folder);
        string staging = Path.Combine(folder, $".sflinq-{Environment.ProcessId}");
        try
        {
            Directory.CreateDirectory(staging);
            foreach ((string name, string content) in _files)
            {
                cancellation.ThrowIfCancellationRequested();
                WriteThrough(Path.Combine(staging, name), content);
            }

            cancellation.ThrowIfCancellationRequested();
            // From here on there are only renames, which do not stop halfway for want of room.
            foreach (string name in _files.Keys)
                File.Move(Path.Combine(staging, name), Path.Combine(folder, name), overwrite: true);
            foreach (string name in _removed)
                File.Delete(Path.Combine(folder, name));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.File, "FILE", Worded(error), error);
        }
        finally
        {
            Clear(staging, isNewFolder);
        }
    }

    private string Worded(Exception error)
    {
        string reason = new FailureReader().Read(error).Message;
        return $"Nothing was written to '{folder}'. {reason}";
    }

    private static void WriteThrough(string path, string content)
    {
        using FileStream stream = new(path, FileMode.Create, FileAccess.Write, FileShare.None);
        stream.Write(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(content));
        // Some file systems tell of a full disk only when the bytes really go there.
        stream.Flush(flushToDisk: true);
    }

    private void Clear(string staging, bool isNewFolder)
    {
        try
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
            if (isNewFolder && Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
                Directory.Delete(folder);
        }
        catch (Exception left) when (left is IOException or UnauthorizedAccessException)
        {
            // What cannot be tidied up now is overwritten by the next run; the error that led here is the one to tell.
        }
    }
}
