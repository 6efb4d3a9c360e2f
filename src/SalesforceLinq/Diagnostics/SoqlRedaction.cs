using System.Text;

namespace SalesforceLinq.Diagnostics;

/// <summary>Takes the values out of SOQL, for logs and spans: a text, a number or a date becomes <c>?</c>, and so does a whole list of them.</summary>
/// <remarks>Works on text, so that SOQL written by hand is treated alike. What it does not understand it hides.</remarks>
internal static class SoqlRedaction
{
    public static string Redact(string soql)
    {
        var shown = new StringBuilder(soql.Length);
        int at = 0;
        while (at < soql.Length)
        {
            int start = at;
            if (soql[at] == '\'')
            {
                at = AfterText(soql, at);
                Hide(shown);
            }
            else if (IsValueStart(soql, at))
            {
                at = AfterWord(soql, at + 1);
                Hide(shown);
            }
            else if (IsWord(soql[at]))
            {
                // A name, a keyword, or a date literal: LAST_N_DAYS:30 stays as it is.
                at = AfterWord(soql, at);
                if (IsMoney(soql.AsSpan(start, at - start)))
                    Hide(shown);
                else
                    shown.Append(soql, start, at - start);
            }
            else
            {
                shown.Append(soql[at++]);
            }
        }

        return shown.ToString();
    }

    // In a list the first value stands for all: how many there are changes from call to call.
    private static void Hide(StringBuilder shown)
    {
        int end = shown.Length;
        while (end > 0 && (shown[end - 1] is ' ' or ','))
            end--;
        if (end > 0 && end < shown.Length && shown[end - 1] == '?')
            shown.Length = end;
        else
            shown.Append('?');
    }

    private static int AfterText(string soql, int at)
    {
        for (at++; at < soql.Length && soql[at] != '\''; at++)
        {
            if (soql[at] == '\\')
                at++;
        }

        return Math.Min(at + 1, soql.Length);
    }

    private static bool IsValueStart(string soql, int at) => char.IsAsciiDigit(soql[at])
        || (soql[at] is '-' or '+' or '.' && at + 1 < soql.Length && (char.IsAsciiDigit(soql[at + 1]) || soql[at + 1] == '.'));

    // An amount with its currency before it, such as USD100.50.
    private static bool IsMoney(ReadOnlySpan<char> word) => word.Length > 3 && char.IsAsciiDigit(word[3])
        && !word[..3].ContainsAnyExceptInRange('A', 'Z') && word[3..].IndexOfAnyExcept("0123456789.") < 0;

    // Dates and numbers hold signs, points and colons.
    private static int AfterWord(string soql, int at)
    {
        while (at < soql.Length && (IsWord(soql[at]) || soql[at] is ':' or '+' or '-'))
            at++;
        return at;
    }

    private static bool IsWord(char character) => char.IsLetterOrDigit(character) || character is '_' or '.';
}
