using System.Buffers;
using System.Text;
using SalesforceLinq.Saving.Planning;

namespace SalesforceLinq.Saving.Sending;

/// <summary>Finds texts that UTF-8 cannot hold: those with one half of a surrogate pair.</summary>
internal static class UnwritableText
{
    public static bool IsIn(PendingWrite write) => FieldsOf(write).Count > 0;

    /// <summary>API names of the fields that have such a text.</summary>
    public static IReadOnlyList<string> FieldsOf(PendingWrite write) =>
        [.. write.Fields.Where(field => field.ToWire(field.GetValue(write.Tracked.Entity)) is string text && IsUnwritable(text)).Select(field => field.ApiName)];

    private static bool IsUnwritable(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out int length) != OperationStatus.Done)
                return true;
            text = text[length..];
        }

        return false;
    }
}
