namespace SalesforceLinq.Architecture.Tests;

/// <summary>
/// The one table of what each folder may know, bottom up. A name covers the folders below it.
/// The root folder of a project may know everything and is known by nobody.
/// </summary>
public static class FolderTable
{
    private static readonly string[] HttpLayers = ["Transport", "Authentication", "Errors", "Json", "Values"];

    /// <summary>Folder → folders it may name, by project.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string[]>> Of { get; } =
        new Dictionary<string, IReadOnlyDictionary<string, string[]>>
        {
            ["SalesforceLinq.Http"] = new Dictionary<string, string[]>
            {
                ["Values"] = [],
                ["Json"] = ["Values"],
                ["Errors"] = ["Json", "Values"],
                ["Authentication"] = ["Errors", "Json", "Values"],
                ["Transport"] = ["Authentication", "Errors", "Json", "Values"],
                ["Records"] = HttpLayers,
                ["Composite"] = ["Records", .. HttpLayers],
                ["Queries"] = ["Composite", .. HttpLayers],
                ["Search"] = HttpLayers,
                ["Describe"] = HttpLayers,
                ["Limits"] = HttpLayers,
                ["Apex"] = HttpLayers,
            },
            ["SalesforceLinq"] = new Dictionary<string, string[]>
            {
                ["Diagnostics"] = [],
                ["Soql/Syntax"] = [],
                ["Soql/Literals"] = ["Soql/Syntax"],
                ["Soql/Printing"] = ["Soql/Syntax", "Soql/Literals"],
                ["Mapping"] = [],
                ["Tracking"] = ["Mapping"],
            },
            ["SalesforceLinq.Emulator"] = new Dictionary<string, string[]>
            {
                ["Schema"] = [],
                ["Faults"] = [],
                ["Soql/Refusals"] = [],
                ["Soql/Syntax"] = [],
                ["Soql/Parsing"] = ["Soql/Syntax", "Soql/Refusals"],
                ["Soql/Binding"] = ["Schema", "Soql/Syntax", "Soql/Refusals"],
                ["Sosl/Syntax"] = [],
                ["Sosl/Parsing"] = ["Sosl/Syntax", "Soql/Refusals"],
                ["Storage/Compilation"] = ["Schema", "Soql/Syntax", "Soql/Binding"],
                ["Storage/Queries"] = ["Schema", "Soql/Syntax", "Soql/Refusals", "Soql/Parsing", "Soql/Binding", "Storage/Compilation"],
                ["Storage/Searching"] = ["Schema", "Soql/Syntax", "Soql/Refusals", "Soql/Parsing", "Soql/Binding", "Sosl/Syntax", "Sosl/Parsing", "Storage/Compilation", "Storage/Queries"],
                ["Storage"] = ["Schema", "Storage/Compilation"],
                ["Rules"] = ["Schema", "Storage"],
                ["Sessions"] = [],
                ["Sampling"] = ["Schema", "Storage", "Rules", "Sessions"],
                ["Hosting/Calls"] = ["Schema", "Soql/Refusals", "Storage", "Storage/Queries", "Rules", "Sessions"],
                ["Hosting/Endpoints"] =
                [
                    "Schema", "Soql/Refusals", "Soql/Parsing", "Soql/Binding", "Storage", "Storage/Compilation", "Storage/Queries", "Storage/Searching", "Rules", "Sessions", "Hosting/Calls",
                ],
                ["Hosting"] = ["Faults", "Rules", "Sessions", "Hosting/Calls", "Hosting/Endpoints"],
            },
            ["SalesforceLinq.Analyzers"] = new Dictionary<string, string[]>
            {
                ["Queries"] = [],
                ["Editing"] = [],
            },
            ["SalesforceLinq.Cli"] = new Dictionary<string, string[]>
            {
                ["Commands"] = [],
            },
        };
}
