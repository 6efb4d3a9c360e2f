using System.CommandLine;

namespace SalesforceLinq.Cli.Commands;

/// <summary><c>--objects</c>, as several commands have it.</summary>
internal static class ObjectsOption
{
    public static Option<string[]> Create() => new("--objects")
    {
        Description = "Objects by API name, divided by commas; * and ? stand for any letters (*__c); 'all' for every one.",
        HelpName = "NAME,…",
        AllowMultipleArgumentsPerToken = true,
    };
}
