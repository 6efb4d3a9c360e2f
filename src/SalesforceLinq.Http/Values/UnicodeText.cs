namespace SalesforceLinq.Http.Values;

/// <summary>Checks texts before they become bytes.</summary>
internal static class UnicodeText
{
    /// <summary>Refuses half of a surrogate pair.</summary>
    public static void Require(string value, string? parameter)
    {
        for (int at = 0; at < value.Length; at++)
        {
            if (!char.IsSurrogate(value[at]))
                continue;
            if (at + 1 == value.Length || !char.IsSurrogatePair(value[at], value[at + 1]))
                throw new ArgumentException($"The value holds half of a surrogate pair at position {at}, which no text on the wire can.", parameter);
            at++;
        }
    }
}
