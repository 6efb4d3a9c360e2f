using System.Globalization;
using System.Text;

namespace SalesforceLinq.Cli.Scaffolding.Naming;

/// <summary>Makes a C# name in Pascal case of any text.</summary>
internal static class PascalName
{
    // Signs that tell values apart which are otherwise the same: "A", "A+", "A-".
    private static readonly Dictionary<char, string> Signs = new()
    {
        ['+'] = "Plus",
        ['%'] = "Percent",
        ['&'] = "And",
        ['<'] = "LessThan",
        ['>'] = "GreaterThan",
        ['$'] = "Dollar",
        ['€'] = "Euro",
        ['@'] = "At",
        ['#'] = "Number",
        ['='] = "Equals",
    };

    /// <summary>The name of a custom object or field: <c>Customer_Priority</c> is <c>CustomerPriority</c>.</summary>
    public static string OfApiName(string core) => Of(core, signs: false);

    /// <summary>The name of a picklist value: <c>Proposal/Price Quote</c> is <c>ProposalPriceQuote</c>.</summary>
    public static string OfValue(string value) => Of(value, signs: true);

    private static string Of(string text, bool signs)
    {
        StringBuilder name = new(text.Length);
        bool startsWord = true;
        foreach (Rune rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (IsPartOfName(rune))
            {
                name.Append(startsWord ? Rune.ToUpperInvariant(rune) : rune);
                startsWord = false;
                continue;
            }

            // "Don't" and "5.5": an apostrophe joins, all else begins a word.
            startsWord = rune.Value is not ('\'' or '’');
            if (signs && rune.IsBmp && Signs.TryGetValue((char)rune.Value, out string? word))
                name.Append(word);
        }

        if (name.Length == 0)
            return "Value";
        return Rune.GetUnicodeCategory(Rune.GetRuneAt(name.ToString(), 0)) == UnicodeCategory.DecimalDigitNumber ? "_" + name : name.ToString();
    }

    // C# takes letters beyond the basic plane in no identifier.
    private static bool IsPartOfName(Rune rune) => rune.IsBmp && Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
        or UnicodeCategory.TitlecaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber;
}
