using System.Text;
using Microsoft.Data.Sqlite;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Sosl.Parsing;
using SalesforceLinq.Emulator.Sosl.Syntax;
using SalesforceLinq.Emulator.Storage.Compilation;

namespace SalesforceLinq.Emulator.Storage.Searching;

/// <summary>Writes a search as the MATCH expression of an object's full-text index.</summary>
internal sealed class MatchCompiler(SqliteConnection connection, ObjectSchema table)
{
    private const int MostExpansions = 500;

    /// <returns><see langword="null"/> if nothing can match: the object has no such fields, or no word like it.</returns>
    public string? Compile(SearchTerm term, SearchScope scope)
    {
        List<string> columns = [.. SearchIndex.Fields(table).Where(field => IsIn(field, scope)).Select(field => SqlText.Quote(field.Name))];
        return columns.Count > 0 && Expression(term) is { } expression ? $"{{{string.Join(' ', columns)}}} : ({expression})" : null;
    }

    private bool IsIn(FieldSchema field, SearchScope scope) => scope switch
    {
        SearchScope.Name => field == table.NameField || field.Name is "FirstName" or "LastName" or "Name",
        SearchScope.Email => field.Type == FieldType.Email,
        SearchScope.Phone => field.Type == FieldType.Phone,
        _ => true,
    };

    private string? Expression(SearchTerm term)
    {
        switch (term)
        {
            case SearchAnd and:
                return Expression(and.Left) is { } first && Expression(and.Right) is { } second ? $"({first} AND {second})" : null;
            case SearchOr either:
                string? left = Expression(either.Left);
                string? right = Expression(either.Right);
                return left is null ? right : right is null ? left : $"({left} OR {right})";
            case SearchAndNot except:
                string? kept = Expression(except.Left);
                return kept is null || Expression(except.Right) is not { } dropped ? kept : $"({kept} NOT {dropped})";
            default:
                return Words(((SearchWords)term).Words);
        }
    }

    private string? Words(IReadOnlyList<string> words)
    {
        if (words.All(word => word.AsSpan().IndexOfAny(SearchTermParser.AnyText, SearchTermParser.AnyCharacter) < 0))
            return Quote(string.Join(' ', words));

        // Inside of a phrase each word with wildcards stands for itself.
        List<string> parts = [];
        foreach (string word in words)
        {
            if (Word(word) is not { } part)
                return null;
            parts.Add(part);
        }

        return parts.Count == 1 ? parts[0] : $"({string.Join(" AND ", parts)})";
    }

    private string? Word(string word)
    {
        int wildcard = word.AsSpan().IndexOfAny(SearchTermParser.AnyText, SearchTermParser.AnyCharacter);
        if (wildcard < 0)
            return Quote(word);
        if (wildcard > 0 && wildcard == word.Length - 1 && word[wildcard] == SearchTermParser.AnyText)
            return $"{Quote(word[..wildcard])}*";
        List<string> known = Known(word);
        return known.Count == 0 ? null : $"({string.Join(" OR ", known.Select(Quote))})";
    }

    /// <summary>The words of the index that a pattern matches: FTS5 itself knows wildcards at the end only.</summary>
    private List<string> Known(string pattern)
    {
        StringBuilder glob = new();
        foreach (char character in pattern.ToLowerInvariant())
        {
            glob.Append(character switch
            {
                SearchTermParser.AnyText => '*',
                SearchTermParser.AnyCharacter => '?',
                _ => character,
            });
        }

        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT term FROM {SqlText.Quote(SearchIndex.VocabularyOf(table))} WHERE term GLOB $pattern LIMIT {MostExpansions}";
        command.Parameters.AddWithValue("$pattern", glob.ToString());
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> words = [];
        while (reader.Read())
            words.Add(reader.GetString(0));
        return words;
    }

    private static string Quote(string words) => $"\"{words.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
