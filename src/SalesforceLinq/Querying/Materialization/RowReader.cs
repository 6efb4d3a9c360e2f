using System.Text.Json;

namespace SalesforceLinq.Querying.Materialization;

/// <summary>Reads one record of an answer.</summary>
internal abstract class RowReader
{
    /// <summary>Reads a record whose opening brace is the current token.</summary>
    /// <returns>False when it goes on beyond the bytes at hand; the caller then reads it again from its beginning, with more of them.</returns>
    /// <exception cref="MaterializationException">A value does not fit where it belongs.</exception>
    public abstract bool TryRead(ref Utf8JsonReader reader, RowSession session, out object? row);
}
