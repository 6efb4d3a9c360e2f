using System.Globalization;

namespace SalesforceLinq.Cli.Tests.Running;

/// <summary>Whether Ctrl+C can be tried here.</summary>
public static class Interrupts
{
    private const int Sigint = 2;

    /// <summary>A shell starts what it puts in the background with interrupts ignored, and everything started from there inherits that: nothing would come of one.</summary>
    public static bool AreIgnored { get; } = Mask() is { } ignored && (ignored & (1UL << (Sigint - 1))) != 0;

    // Source: proc(5), "SigIgn" in /proc/self/status.
    private static ulong? Mask() => !File.Exists("/proc/self/status") ? null : File.ReadLines("/proc/self/status")
        .Where(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))
        .Select(line => (ulong?)ulong.Parse(line.AsSpan(7).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture))
        .FirstOrDefault();
}
