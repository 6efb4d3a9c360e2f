using System.Runtime.InteropServices;
using System.Text;

namespace SalesforceLinq.Tracking;

/// <summary>
/// An id packed into a number: its 15 significant characters, six bits each. The checksum only repeats what they say, and the id's
/// prefix already names the object, so that one number is enough to find a record.
/// </summary>
/// <remarks>Packed into twelve bytes, because every tracked entity keeps one.</remarks>
/// <param name="Head">The first ten characters.</param>
/// <param name="Tail">The other five.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct RecordKey(ulong Head, uint Tail)
{
    private const int SignificantCharacters = 15;
    private const int HeadCharacters = 10;
    private const byte Invalid = 255;

    private static readonly byte[] DigitOf = Digits();

    /// <summary>Whether it is the key of no record: no id consists of zeros only.</summary>
    public bool IsEmpty => (Head | Tail) == 0;

    /// <summary>Packs an id as it stands in an answer, without making a string of it.</summary>
    public static bool TryCreate(ReadOnlySpan<byte> utf8, out RecordKey key)
    {
        key = default;
        if (utf8.Length is not (SignificantCharacters or 18))
            return false;

        if (!TryPack(utf8[..HeadCharacters], out ulong head) || !TryPack(utf8[HeadCharacters..SignificantCharacters], out ulong tail))
            return false;
        key = new RecordKey(head, (uint)tail);
        return true;
    }

    /// <summary>Packs an id.</summary>
    public static bool TryCreate(string? id, out RecordKey key)
    {
        key = default;
        if (id is not { Length: SignificantCharacters or 18 })
            return false;
        Span<byte> utf8 = stackalloc byte[id.Length * 3];
        return TryCreate(utf8[..Encoding.UTF8.GetBytes(id, utf8)], out key);
    }

    /// <inheritdoc/>
    public override int GetHashCode() => (int)((((Head * 31) ^ Tail) * 0x9E3779B97F4A7C15) >> 32);

    private static bool TryPack(ReadOnlySpan<byte> utf8, out ulong bits)
    {
        bits = 0;
        foreach (byte letter in utf8)
        {
            byte digit = DigitOf[letter];
            if (digit == Invalid)
                return false;
            bits = (bits << 6) | digit;
        }

        return true;
    }

    private static byte[] Digits()
    {
        byte[] digits = new byte[256];
        Array.Fill(digits, Invalid);
        const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        for (int i = 0; i < Alphabet.Length; i++)
            digits[Alphabet[i]] = (byte)i;
        return digits;
    }
}
