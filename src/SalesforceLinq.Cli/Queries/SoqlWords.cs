namespace SalesforceLinq.Cli.Queries;

/// <summary>Cuts SOQL into words and signs; a text in quotes is one word, and so is an operator of two signs.</summary>
internal sealed class SoqlWords(string soql)
{
    public List<string> Read()
    {
        List<string> words = [];
        int at = 0;
        while (at < soql.Length)
        {
            char first = soql[at];
            if (char.IsWhiteSpace(first))
            {
                at++;
                continue;
            }

            int end = first == '\'' ? EndOfText(at) : IsName(first) ? EndOfName(at) : IsOperator(at) ? at + 2 : at + 1;
            words.Add(soql[at..end]);
            at = end;
        }

        return words;
    }

    private int EndOfText(int at)
    {
        for (int i = at + 1; i < soql.Length; i++)
        {
            if (soql[i] == '\\')
                i++;
            else if (soql[i] == '\'')
                return i + 1;
        }

        return soql.Length;
    }

    private int EndOfName(int at)
    {
        while (at < soql.Length && IsName(soql[at]))
            at++;
        return at;
    }

    private bool IsOperator(int at) => at + 1 < soql.Length && soql.AsSpan(at, 2) is "!=" or "<>" or "<=" or ">=";

    private static bool IsName(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '.' or ':' or '-' or '+';
}
