using System.Text;

namespace SalesforceLinq.Cli.Queries;

/// <summary>
/// Lays SOQL out: a clause to a line, keywords in capitals, long lists and conditions broken. It moves words and changes none but keywords,
/// so that every query keeps its meaning, also one with clauses that are newer than this tool.
/// </summary>
internal sealed class SoqlFormatter
{
    private const int Width = 100;

    // What begins a clause, with what has to follow it: GROUP and ORDER are objects too.
    private static readonly (string Word, string[] Following)[] Clauses =
    [
        ("FROM", []), ("USING", ["SCOPE"]), ("WHERE", []), ("WITH", []), ("GROUP", ["BY"]), ("HAVING", []), ("ORDER", ["BY"]), ("LIMIT", []), ("OFFSET", []),
        ("FOR", ["VIEW", "REFERENCE", "UPDATE"]), ("UPDATE", ["TRACKING", "VIEWSTAT"]), ("ALL", ["ROWS"]),
    ];

    private static readonly HashSet<string> WordsOfConditions = new(StringComparer.OrdinalIgnoreCase)
    {
        "AND", "OR", "NOT", "IN", "LIKE", "INCLUDES", "EXCLUDES", "NULL", "TRUE", "FALSE",
    };

    private static readonly HashSet<string> WordsOfOrders = new(StringComparer.OrdinalIgnoreCase) { "ASC", "DESC", "NULLS", "FIRST", "LAST", "ROLLUP", "CUBE" };

    private static readonly HashSet<string> WordsOfChoices = new(StringComparer.OrdinalIgnoreCase) { "TYPEOF", "WHEN", "THEN", "ELSE", "END" };

    public string Format(string soql)
    {
        StringBuilder text = new();
        Query(text, new SoqlWords(soql).Read(), 0);
        return text.ToString();
    }

    private void Query(StringBuilder text, List<string> words, int indent)
    {
        List<List<string>> clauses = ClausesOf(words);
        for (int i = 0; i < clauses.Count; i++)
        {
            if (i > 0)
                text.Append('\n').Append(' ', indent);
            List<string> clause = clauses[i];
            if (Is(clause[0], "SELECT"))
                Broken(text, clause, 1, indent, IsComma, isBefore: false);
            else if (Is(clause[0], "WHERE") || Is(clause[0], "HAVING"))
                Broken(text, clause, 1, indent, static word => Is(word, "AND") || Is(word, "OR"), isBefore: true);
            else
                text.Append(Line(clause));
        }
    }

    // On one line if it fits; else a part to a line: the comma ends one, AND and OR begin one.
    private void Broken(StringBuilder text, List<string> clause, int start, int indent, Func<string, bool> breaks, bool isBefore)
    {
        string whole = Line(clause);
        if (indent + whole.Length <= Width)
        {
            text.Append(whole);
            return;
        }

        text.Append(clause[0].ToUpperInvariant()).Append(' ');
        int column = indent + clause[0].Length + 1;
        List<List<string>> parts = Split(clause[start..], breaks, isBefore);
        for (int i = 0; i < parts.Count; i++)
        {
            // AND is put right before the column of the conditions, so that those stand below each other.
            int at = isBefore && i > 0 ? column - parts[i][0].Length - 1 : column;
            if (i > 0)
                text.Append('\n').Append(' ', at);
            Part(text, parts[i], at, clause[0]);
        }
    }

    private void Part(StringBuilder text, List<string> part, int indent, string clause)
    {
        string line = Continued(clause, part);
        int open = part.IndexOf("(");
        if (indent + line.Length <= Width || open < 0 || open + 1 >= part.Count || !Is(part[open + 1], "SELECT"))
        {
            text.Append(line);
            return;
        }

        int close = MatchingClose(part, open);
        string before = open == 0 ? "" : Continued(clause, part[..open]) + " ";
        text.Append(before).Append('(');
        Query(text, part[(open + 1)..close], indent + before.Length + 1);
        text.Append(Line(part[close..]));
    }

    private static string Continued(string clause, List<string> words) => Line([clause, .. words])[clause.Length..].TrimStart();

    private static List<List<string>> ClausesOf(List<string> words)
    {
        List<List<string>> clauses = [[]];
        int depth = 0;
        bool isName = false;
        for (int i = 0; i < words.Count; i++)
        {
            depth += words[i] switch { "(" => 1, ")" => -1, _ => 0 };
            // What stands right behind FROM is a name, whatever it looks like.
            if (depth == 0 && !isName && i > 0 && BeginsClause(words, i))
                clauses.Add([]);
            isName = depth == 0 && clauses[^1].Count == 0 && Is(words[i], "FROM");
            clauses[^1].Add(words[i]);
        }

        return clauses;
    }

    private static bool BeginsClause(List<string> words, int at) => Array.Exists(Clauses, clause =>
        Is(words[at], clause.Word) && (clause.Following.Length == 0 || (at + 1 < words.Count && Array.Exists(clause.Following, word => Is(words[at + 1], word)))));

    private static List<List<string>> Split(List<string> words, Func<string, bool> breaks, bool isBefore)
    {
        List<List<string>> parts = [[]];
        int depth = 0;
        bool isChoice = false;
        foreach (string word in words)
        {
            depth += word switch { "(" => 1, ")" => -1, _ => 0 };
            if (depth == 0 && (Is(word, "TYPEOF") || Is(word, "END")))
                isChoice = Is(word, "TYPEOF");
            bool isBreak = depth == 0 && !isChoice && breaks(word);
            if (isBreak && isBefore && parts[^1].Count > 0)
                parts.Add([]);
            parts[^1].Add(word);
            if (isBreak && !isBefore)
                parts.Add([]);
        }

        if (parts[^1].Count == 0)
            parts.RemoveAt(parts.Count - 1);
        return parts;
    }

    private static int MatchingClose(List<string> words, int open)
    {
        int depth = 0;
        for (int i = open; i < words.Count; i++)
        {
            depth += words[i] switch { "(" => 1, ")" => -1, _ => 0 };
            if (depth == 0)
                return i;
        }

        return words.Count - 1;
    }

    private static string Line(List<string> words)
    {
        StringBuilder line = new();
        string clause = "";
        for (int i = 0; i < words.Count; i++)
        {
            if (i == 0 || BeginsClause(words, i) || Is(words[i], "SELECT"))
                clause = words[i].ToUpperInvariant();
            string word = i == 0 || IsKeyword(words, i, clause) ? words[i].ToUpperInvariant() : words[i];
            if (i > 0 && NeedsBlank(words, i))
                line.Append(' ');
            line.Append(word);
        }

        return line.ToString();
    }

    private static bool IsKeyword(List<string> words, int at, string clause)
    {
        string word = words[at];
        if (word[0] == '\'' || (at > 0 && Is(words[at - 1], "FROM")))
            return false;
        if (BeginsClause(words, at) || Is(word, "SELECT"))
            return true;
        bool isSecond = at > 0 && BeginsClause(words, at - 1) && Array.Exists(Clauses, known => Is(words[at - 1], known.Word) && Array.Exists(known.Following, following => Is(word, following)));
        return isSecond || clause switch
        {
            "WHERE" or "HAVING" or "WITH" => WordsOfConditions.Contains(word),
            "ORDER" or "GROUP" => WordsOfOrders.Contains(word),
            "SELECT" => WordsOfChoices.Contains(word),
            _ => false,
        };
    }

    private static bool NeedsBlank(List<string> words, int at)
    {
        (string before, string word) = (words[at - 1], words[at]);
        if (word is "," or ")" || before == "(")
            return false;
        // A function has its parenthesis right behind it; IN, AND, NOT and their like do not.
        return word != "(" || before is "," or "=" || !char.IsLetter(before[0]) || WordsOfConditions.Contains(before) || Is(before, "SELECT") || Is(before, "WHERE") || Is(before, "HAVING");
    }

    private static bool IsComma(string word) => word == ",";

    private static bool Is(string word, string keyword) => string.Equals(word, keyword, StringComparison.OrdinalIgnoreCase);
}
