namespace SalesforceLinq.Soql.Parsing;

/// <summary>A word, a literal or a sign of SOQL text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word, the number or date as written, the sign, or the text a quoted literal stands for.</param>
/// <param name="Index">Which of the holes; -1 for everything else.</param>
/// <param name="Written">What stands between the quotes of a text, escapes included.</param>
internal readonly record struct SoqlToken(SoqlTokenKind Kind, string Text, int Index = -1, string Written = "")
{
    /// <summary>Whether it is this keyword or sign.</summary>
    public bool Is(string word) => Kind is SoqlTokenKind.Word or SoqlTokenKind.Sign && string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>The kinds of tokens.</summary>
internal enum SoqlTokenKind
{
    /// <summary>A name, a path, or a keyword.</summary>
    Word,

    /// <summary>A text in quotes.</summary>
    Text,

    /// <summary>A number, a date or an instant, as written.</summary>
    Number,

    /// <summary>An operator, a comma, a parenthesis.</summary>
    Sign,

    /// <summary>A place for a value: <c>{0}</c>.</summary>
    Hole,

    /// <summary>The end of the text.</summary>
    End,
}
