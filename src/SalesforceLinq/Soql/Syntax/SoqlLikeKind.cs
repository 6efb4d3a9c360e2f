namespace SalesforceLinq.Soql.Syntax;

/// <summary>Where the text of a LIKE stands in the field.</summary>
internal enum SoqlLikeKind
{
    /// <summary>At its beginning.</summary>
    StartsWith,

    /// <summary>At its end.</summary>
    EndsWith,

    /// <summary>Anywhere.</summary>
    Contains,

    /// <summary>The text brings its own wildcards.</summary>
    Pattern,

    /// <summary>The text is SOQL as it was written, its wildcards and escapes included.</summary>
    Written,
}
