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
            case SearchAll all:
                List<string?> required = [.. all.Parts.Select(Expression)];
                return required.Contains(null) ? null : $"({string.Join(" AND ", required)})";
            case SearchAny any:
                List<string> possible = [.. any.Parts.Select(Expression).OfType<string>()];
                return possible.Count == 0 ? null : $"({string.Join(" OR ", possible)})";
            case SearchAndNot except:
                string? kept = Expression(except.Kept);
                return kept is null || Expression(except.Dropped) is not { } dropped ? kept : $"({kept} NOT {dropped})";
            default:
                return Phrase(((SearchWords)term).Words);
        }
    }

    private string? Phrase(IReadOnlyList<string> words)
    {
        if (!words.Any(word => word.AsSpan().ContainsAnyExcept(SearchTermParser.AnyText, SearchTermParser.AnyCharacter)))
            return null;
        int last = words.Count - 1;
        if (!words.Take(last).Any(HasWildcard) && (!HasWildcard(words[last]) || EndsInStarOnly(words[last])))
        {
            string text = string.Join(' ', words).TrimEnd(SearchTermParser.AnyText);
            return HasWildcard(words[last]) ? $"{Quote(text)}*" : Quote(text);
        }

        // FTS5 knows a wildcard at the end of a phrase only: elsewhere the phrases are spelled out with the words the index has.
        List<string> phrases = [""];
        foreach (string word in words)
        {
            IReadOnlyList<string> choices = HasWildcard(word) ? Known(word) : [word];
            phrases = [.. phrases.SelectMany(phrase => choices.Select(choice => $"{phrase} {choice}")).Take(MostExpansions)];
        }

        return phrases.Count == 0 ? null : $"({string.Join(" OR ", phrases.Select(phrase => Quote(phrase.Trim())))})";
    }

    private static bool HasWildcard(string word) => word.AsSpan().ContainsAny(SearchTermParser.AnyText, SearchTermParser.AnyCharacter);

    private static bool EndsInStarOnly(string word) =>
        word.AsSpan().IndexOfAny(SearchTermParser.AnyText, SearchTermParser.AnyCharacter) == word.Length - 1 && word[^1] == SearchTermParser.AnyText;

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
