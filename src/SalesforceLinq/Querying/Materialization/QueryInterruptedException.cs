namespace SalesforceLinq;

/// <summary>A query ended before all its rows were delivered. What was delivered is right, and is not all.</summary>
public sealed class QueryInterruptedException : Exception
{
    internal QueryInterruptedException(string message, long delivered, long? totalSize, Exception? innerException = null)
        : base(message, innerException) => (Delivered, TotalSize) = (delivered, totalSize);

    /// <summary>Rows that were delivered before.</summary>
    public long Delivered { get; }

    /// <summary>Rows the query has, as its first page said; <see langword="null"/> where that is not known.</summary>
    public long? TotalSize { get; }

    internal static QueryInterruptedException Lost(long delivered, long totalSize, string reason, Exception cause) => new(
        $"The org lost its place in the query after {delivered} of {totalSize} rows, and it cannot be taken up again: {reason}.",
        delivered, totalSize, cause);

    internal static QueryInterruptedException Disagreement(long delivered, long totalSize, string what) => new(
        $"The org announced {totalSize} {what} and sent {delivered}. Records may have been deleted, or shared anew, while they were read. Run the query again.",
        delivered, totalSize);
}
