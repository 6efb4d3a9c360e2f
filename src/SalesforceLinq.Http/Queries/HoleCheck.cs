namespace SalesforceLinq.Http.Queries;

/// <summary>Refuses holes that would end up where a literal must not stand.</summary>
internal static class HoleCheck
{
    public static void Check(string format)
    {
        bool quoted = false;
        for (int at = 0; at < format.Length; at++)
        {
            switch (format[at])
            {
                case '\\' when quoted:
                    at++;
                    break;
                case '\'':
                    quoted = !quoted;
                    break;
                case '{' or '}' when at + 1 < format.Length && format[at + 1] == format[at]:
                    at++;
                    break;
                case '{':
                    at = CheckHole(format, at, quoted);
                    break;
                default:
                    break;
            }
        }
    }

    private static int CheckHole(string format, int start, bool quoted)
    {
        int end = format.IndexOf('}', start);
        ReadOnlySpan<char> hole = format.AsSpan((start + 1)..end);
        if (quoted)
        {
            throw new ArgumentException(
                $"Hole {hole} stands inside quotes. Write it without: a value brings its own. For LIKE, use Soql.StartsWith, EndsWith or Contains.");
        }

        if (hole.ContainsAny(':', ','))
            throw new ArgumentException($"Hole {hole} has a format of its own. Leave it out: the type of the value decides.");
        return end;
    }
}
