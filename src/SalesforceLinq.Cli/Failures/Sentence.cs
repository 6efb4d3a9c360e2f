namespace SalesforceLinq.Cli.Failures;

/// <summary>Puts what a system said, with or without a full stop, in front of what to do about it.</summary>
internal static class Sentence
{
    public static string Of(string said) => said.TrimEnd() is var text && text.Length > 0 && text[^1] is '.' or '!' or '?' ? text : text + ".";
}
