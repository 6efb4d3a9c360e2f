using System.Globalization;
using SalesforceLinq.Http;
using SalesforceLinq.Mapping.Conversion;

namespace SalesforceLinq.Saving.Planning;

/// <summary>A record that somebody else has changed, or deleted, since it was read.</summary>
/// <param name="Write">What was to be done with it.</param>
/// <param name="Current">The value its token has now, as it travels; <see langword="null"/> when the record is gone.</param>
internal sealed record ConcurrentChange(PendingWrite Write, object? Current)
{
    /// <summary>Our own code: the org has none for it.</summary>
    public const string Code = "CONCURRENT_CHANGE";

    public bool IsGone => Current is null;

    public RecordError ToError() => IsGone
        ? new RecordError(Code, "The record was deleted since it was read", [])
        : Error(Write, Current);

    /// <summary>The error of a record whose token is not the one that was read.</summary>
    public static RecordError Error(PendingWrite write, object? current)
    {
        string was = Text(write.Token!.ToWire(write.TokenValue));
        string now = current is null ? "" : $", and is {Text(current)} now";
        return new RecordError(Code, $"The record was changed by somebody else since it was read: {write.Token.ApiName} was {was}{now}", [write.Token.ApiName]);
    }

    private static string Text(object? wire) => wire is DateTimeOffset instant ? WireText.Instant(instant) : Convert.ToString(wire, CultureInfo.InvariantCulture) ?? "null";
}
