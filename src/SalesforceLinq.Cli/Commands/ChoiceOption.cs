using System.CommandLine;

namespace SalesforceLinq.Cli.Commands;

/// <summary>An option that takes one of a few words: the members of an enum, in small letters.</summary>
internal static class ChoiceOption
{
    public static Option<T> Create<T>(string name, string description, params string[] aliases)
        where T : struct, Enum
    {
        string[] words = [.. Enum.GetNames<T>().Select(member => member.ToLowerInvariant())];
        Option<T> option = new(name, aliases)
        {
            Description = description,
            HelpName = string.Join('|', words),
            CustomParser = result =>
            {
                string word = result.Tokens[0].Value.ToLowerInvariant();
                if (words.Contains(word))
                    return Enum.Parse<T>(word, ignoreCase: true);
                result.AddError($"{name} takes {string.Join(", ", words[..^1])} or {words[^1]}, and not '{result.Tokens[0].Value}'.");
                return default;
            },
        };
        option.CompletionSources.Clear();
        option.CompletionSources.Add(words);
        return option;
    }
}
