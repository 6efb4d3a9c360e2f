using Microsoft.Win32.SafeHandles;

namespace SalesforceLinq.Cli.Terminals;

/// <summary>Opens the standard output so that a closed pipe is noticed: the console's own stream hides it, and a query would run on for nobody.</summary>
internal static class StandardOutput
{
    public static Stream Open()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
            return Console.OpenStandardOutput();
        try
        {
            FileStream stream = new(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            // A file may be shared with the errors (> log 2>&1). FileStream would write at a position of its own and over them.
            return stream.CanSeek ? Console.OpenStandardOutput() : stream;
        }
        catch (Exception unusual) when (unusual is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Console.OpenStandardOutput();
        }
    }
}
