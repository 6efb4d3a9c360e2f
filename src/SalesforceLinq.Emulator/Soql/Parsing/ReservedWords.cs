namespace SalesforceLinq.Emulator.Soql.Parsing;

/// <summary>Words that can be no alias, because a clause begins or goes on with them.</summary>
/// <remarks>Source: SOQL and SOSL Reference, "Reserved Keywords". OFFSET is not among them: it can be an alias.</remarks>
internal static class ReservedWords
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "AND", "ASC", "DESC", "EXCLUDES", "FIRST", "FROM", "GROUP", "HAVING", "IN", "INCLUDES", "LAST", "LIKE", "LIMIT",
        "NOT", "NULL", "NULLS", "OR", "ORDER", "SELECT", "USING", "WHERE", "WITH", "FOR", "UPDATE", "ALL",
    };

    public static bool Contains(string word) => Words.Contains(word);

    /// <summary>Whether a field cannot bear this name, so that <c>SELECT FROM X</c> is no field called FROM.</summary>
    public static bool IsNoField(string word) =>
        word.Equals("FROM", StringComparison.OrdinalIgnoreCase) || word.Equals("SELECT", StringComparison.OrdinalIgnoreCase) ||
        word.Equals("WHERE", StringComparison.OrdinalIgnoreCase);
}
