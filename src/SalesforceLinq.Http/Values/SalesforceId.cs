using System.Diagnostics.CodeAnalysis;

namespace SalesforceLinq.Http;

/// <summary>The id of a record: 15 characters that tell upper from lower case, or 18 that need not, because the last three spell the case of the first 15.</summary>
/// <remarks>
/// Two ids are equal when their 18-character forms are. The default value is the empty id, which no record has.
/// Source: Object Reference, "Field Types" (ID); the suffix rule was checked against recorded ids.
/// </remarks>
public readonly struct SalesforceId : IEquatable<SalesforceId>, IComparable<SalesforceId>
{
    private const string SuffixAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    private const int CaseSensitiveLength = 15;
    private const int FullLength = 18;

    private readonly string? _value;

    private SalesforceId(string value) => _value = value;

    /// <summary>Whether this is the empty id (the default value), which stands for no record.</summary>
    public bool IsEmpty => _value is null;

    /// <summary>The id with 18 characters, as every answer of the API writes it; an empty string for the empty id.</summary>
    public string Value => _value ?? "";

    /// <summary>The first three characters, which tell the kind of object (<c>001</c> is Account); an empty string for the empty id.</summary>
    public string KeyPrefix => _value is null ? "" : _value[..3];

    /// <summary>Reads an id of 15 or 18 characters.</summary>
    /// <param name="text">The id; blanks around it are not allowed.</param>
    /// <returns>The id, in its 18-character form.</returns>
    /// <exception cref="FormatException">The length is neither 15 nor 18, a character is not a letter or digit of ASCII, or the last three do not fit the first 15.</exception>
    public static SalesforceId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryRead(text, out SalesforceId id, out string? problem) ? id : throw new FormatException(problem);
    }

    /// <summary>Reads an id of 15 or 18 characters, without throwing.</summary>
    /// <param name="text">The id, or anything else.</param>
    /// <param name="id">The id, or the empty id.</param>
    /// <returns>Whether <paramref name="text"/> is a well-formed id.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out SalesforceId id) => TryRead(text, out id, out _);

    /// <summary>Whether a text is a well-formed id of 15 or 18 characters.</summary>
    /// <param name="text">The id, or anything else.</param>
    public static bool IsValid([NotNullWhen(true)] string? text) => TryRead(text, out _, out _);

    /// <summary>The id with its 15 case-sensitive characters, as reports and old exports write it; an empty string for the empty id.</summary>
    public string ToCaseSensitiveString() => _value is null ? "" : _value[..CaseSensitiveLength];

    /// <summary>The id with 18 characters.</summary>
    public override string ToString() => Value;

    /// <inheritdoc/>
    public bool Equals(SalesforceId other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is SalesforceId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : string.GetHashCode(_value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public int CompareTo(SalesforceId other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>Whether both are the same id.</summary>
    public static bool operator ==(SalesforceId left, SalesforceId right) => left.Equals(right);

    /// <summary>Whether both are different ids.</summary>
    public static bool operator !=(SalesforceId left, SalesforceId right) => !left.Equals(right);

    /// <summary>The 18-character text of an id.</summary>
    public static implicit operator string(SalesforceId id) => id.Value;

    /// <summary>Reads an id from text; see <see cref="Parse(string)"/> for what it throws.</summary>
    public static explicit operator SalesforceId(string text) => Parse(text);

    private static bool TryRead(ReadOnlySpan<char> text, out SalesforceId id, [NotNullWhen(false)] out string? problem)
    {
        id = default;
        problem = null;
        if (text.Length is not (CaseSensitiveLength or FullLength))
            problem = $"An id has 15 or 18 characters, and '{Shown(text)}' has {text.Length}.";
        else if (text.ContainsAnyExcept(IdCharacters))
            problem = $"An id has only letters A-Z, a-z and digits, and '{Shown(text)}' has others.";
        if (problem is not null)
            return false;

        Span<char> full = stackalloc char[FullLength];
        text[..CaseSensitiveLength].CopyTo(full);
        WriteSuffix(text, full[CaseSensitiveLength..]);
        if (text.Length == FullLength && !text.SequenceEqual(full))
        {
            problem = $"The last three characters of the id '{Shown(text)}' must be '{full[CaseSensitiveLength..]}', "
                + "because they spell the case of the first 15: the id was changed or mistyped.";
            return false;
        }

        id = new SalesforceId(full.ToString());
        return true;
    }

    private static void WriteSuffix(ReadOnlySpan<char> id, Span<char> suffix)
    {
        for (int group = 0; group < 3; group++)
        {
            int upperCase = 0;
            for (int position = 0; position < 5; position++)
            {
                if (char.IsAsciiLetterUpper(id[(group * 5) + position]))
                    upperCase |= 1 << position;
            }

            suffix[group] = SuffixAlphabet[upperCase];
        }
    }

    private static string Shown(ReadOnlySpan<char> text) => text.Length <= 40 ? text.ToString() : string.Concat(text[..40], "…");

    private static readonly System.Buffers.SearchValues<char> IdCharacters =
        System.Buffers.SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
}
