using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace SalesforceLinq.Querying.Materialization;

/// <summary>
/// Hands out one string for equal short texts of one field: picklists, cities and countries repeat, and a string that is not made
/// anew is neither allocated nor kept. A field whose texts do not repeat is noticed soon, and read without the pool from then on.
/// </summary>
internal sealed class StringPool
{
    private const int Slots = 32;
    private const int LongestBytes = 40;
    private const int Trial = 96;

    private readonly string?[] _texts = new string?[Slots * 2];
    private int _lookups;
    private int _hits;
    private bool _isOff;

    /// <summary>The text of the current token.</summary>
    /// <exception cref="InvalidOperationException">The token is no text, or no UTF-8.</exception>
    public string Read(ref Utf8JsonReader reader)
    {
        if (_isOff || reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped)
            return reader.GetString()!;
        ReadOnlySpan<byte> utf8 = reader.ValueSpan;
        if (utf8.Length is 0 or > LongestBytes)
            return utf8.Length == 0 ? "" : reader.GetString()!;

        int slot = SlotOf(utf8);
        _lookups++;
        for (int i = slot; i <= slot + 1; i++)
        {
            if (_texts[i] is { } known && known.Length == utf8.Length && Ascii.Equals(utf8, known))
            {
                _hits++;
                return known;
            }
        }

        return ReadSlowly(ref reader, slot);
    }

    // A text that is new here, or not of ASCII letters only.
    private string ReadSlowly(ref Utf8JsonReader reader, int slot)
    {
        Span<char> text = stackalloc char[LongestBytes];
        if (Utf8.ToUtf16(reader.ValueSpan, text, out _, out int length, replaceInvalidSequences: false) != OperationStatus.Done)
            return reader.GetString()!;
        text = text[..length];
        for (int i = slot; i <= slot + 1; i++)
        {
            if (_texts[i] is { } known && text.SequenceEqual(known))
            {
                _hits++;
                return known;
            }
        }

        // Fewer than half found: the values of this field hardly repeat.
        _isOff = _lookups >= Trial && _hits < _lookups / 2;
        _texts[slot + 1] = _texts[slot];
        return _texts[slot] = new string(text);
    }

    // The ends and the length tell short texts apart well enough. A slot has two places, so that two of them do not take turns in one.
    private static int SlotOf(ReadOnlySpan<byte> utf8)
    {
        ulong bits = utf8.Length >= sizeof(ulong)
            ? BinaryPrimitives.ReadUInt64LittleEndian(utf8) ^ ulong.RotateLeft(BinaryPrimitives.ReadUInt64LittleEndian(utf8[^sizeof(ulong)..]), 29)
            : Short(utf8);
        bits = (bits ^ (ulong)utf8.Length) * 0x9E3779B97F4A7C15;
        return (int)(bits >> (64 - 5)) * 2;
    }

    private static ulong Short(ReadOnlySpan<byte> utf8)
    {
        ulong bits = 0;
        foreach (byte part in utf8)
            bits = (bits << 8) | part;
        return bits;
    }
}
