namespace SalesforceLinq.Emulator.Soql.Refusals;

/// <summary>Puts the three lines before a message that show where in the query the error is.</summary>
/// <remarks>
/// Source: recordings of INVALID_FIELD and INVALID_TYPE answers. The shown text starts at most about thirty
/// characters before the column, at the beginning of a select-list item, and ends with the query's line.
/// </remarks>
internal static class ErrorContext
{
    private const int CharactersBefore = 33;
    private const int CharactersAfter = 45;

    public static string Locate(string query, int position, string message)
    {
        position = Math.Clamp(position, 0, query.Length);
        int row = 1;
        int lineStart = 0;
        for (int i = 0; i < position; i++)
        {
            if (query[i] != '\n')
                continue;
            row++;
            lineStart = i + 1;
        }

        int lineEnd = query.IndexOf('\n', position);
        if (lineEnd < 0)
            lineEnd = query.Length;

        int start = StartOfContext(query, lineStart, position);
        int end = Math.Min(lineEnd, position + CharactersAfter);
        string shown = query[start..end].TrimEnd('\r');
        return $"\n{shown}\n{new string(' ', position - start)}^\nERROR at Row:{row}:Column:{position - lineStart + 1}\n{message}";
    }

    private static int StartOfContext(string query, int lineStart, int position)
    {
        if (position - lineStart <= CharactersBefore)
            return lineStart;
        for (int i = position - CharactersBefore; i < position; i++)
        {
            if (query[i] is ',' or ' ')
                return i + 1;
        }

        return position - CharactersBefore;
    }
}
