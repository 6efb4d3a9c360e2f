using System.Text;

namespace SalesforceLinq.Tracking;

/// <summary>
/// An id packed into a number: its 15 significant characters, six bits each. The checksum only repeats what they say, and the id's
/// prefix already names the object, so that one number is enough to find a record.
/// </summary>
internal readonly record struct RecordKey(UInt128 Bits)
{
    private const int SignificantCharacters = 15;
    private const byte Invalid = 255;

    private static readonly byte[] DigitOf = Digits();

    /// <summary>Whether it is the key of no record: no id consists of zeros only.</summary>
    public bool IsEmpty => Bits == 0;

    /// <summary>Packs an id as it stands in an answer, without making a string of it.</summary>
    public static bool TryCreate(ReadOnlySpan<byte> utf8, out RecordKey key)
    {
        key = default;
        if (utf8.Length is not (SignificantCharacters or 18))
            return false;

        UInt128 bits = 0;
        for (int i = 0; i < SignificantCharacters; i++)
        {
            byte digit = DigitOf[utf8[i]];
            if (digit == Invalid)
                return false;
            bits = (bits << 6) | digit;
        }

        key = new RecordKey(bits);
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
