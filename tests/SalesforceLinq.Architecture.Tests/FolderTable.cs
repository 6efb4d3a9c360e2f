namespace SalesforceLinq.Architecture.Tests;

/// <summary>
/// The one table of what each folder may know, bottom up. A name covers the folders below it.
/// The root folder of a project may know everything and is known by nobody.
/// </summary>
public static class FolderTable
{
    private static readonly string[] HttpLayers = ["Transport", "Authentication", "Diagnostics", "Errors", "Json", "Values"];

    /// <summary>Folder → folders it may name, by project.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string[]>> Of { get; } =
        new Dictionary<string, IReadOnlyDictionary<string, string[]>>
        {
            ["SalesforceLinq.Http"] = new Dictionary<string, string[]>
            {
                ["Values"] = [],
                ["Json"] = ["Values"],
                ["Errors"] = ["Json", "Values"],
                ["Configuration"] = [],
                ["Authentication"] = ["Configuration", "Errors", "Json", "Values"],
                ["Diagnostics"] = ["Authentication", "Errors"],
                ["Transport"] = ["Authentication", "Diagnostics", "Errors", "Json", "Values"],
                ["Records"] = HttpLayers,
                ["Bulk"] = ["Records", .. HttpLayers],
                ["Composite"] = ["Records", .. HttpLayers],
                ["Queries"] = ["Composite", .. HttpLayers],
                ["Search"] = HttpLayers,
                ["Describe"] = HttpLayers,
                ["Limits"] = HttpLayers,
                ["Health"] = ["Limits", .. HttpLayers],
                ["Apex"] = HttpLayers,
            },
            ["SalesforceLinq"] = new Dictionary<string, string[]>
            {
                ["Diagnostics"] = [],
                ["Soql/Syntax"] = [],
                ["Soql/Literals"] = ["Soql/Syntax"],
                ["Soql/Printing"] = ["Soql/Syntax", "Soql/Literals"],
                ["Soql/Parsing"] = ["Soql/Syntax"],
                ["Mapping/Attributes"] = [],
                ["Mapping/Conversion"] = [],
                ["Mapping/Accessors"] = [],
                ["Mapping/Configuration"] = ["Mapping/Conversion"],
                ["Mapping"] = ["Mapping/Attributes", "Mapping/Accessors", "Mapping/Conversion"],
                ["Mapping/Building"] = ["Mapping"],
                ["Mapping/Validation"] = ["Mapping"],
                ["Tracking"] = ["Mapping"],
                ["Querying/Vocabulary"] = [],
                ["Querying/Refusals/Wording"] = ["Querying/Vocabulary"],
                ["Querying/Refusals"] = ["Mapping", "Soql", "Querying/Vocabulary", "Querying/Refusals/Wording"],
                ["Querying/Normalization"] = ["Querying/Vocabulary", "Querying/Refusals"],
                ["Querying/Parsing"] = ["Querying/Refusals"],
                ["Querying/Materialization"] = ["Mapping", "Tracking"],
                ["Querying/Plans"] = ["Mapping", "Soql/Syntax", "Soql/Printing", "Querying/Materialization"],
                ["Querying/Caching"] = ["Querying/Normalization", "Querying/Plans"],
                ["Querying/Translation/Operands"] = ["Mapping", "Soql/Syntax", "Querying/Plans"],
                ["Querying/Translation/Methods"] = ["Mapping", "Soql/Syntax", "Querying/Plans", "Querying/Refusals", "Querying/Vocabulary", "Querying/Translation/Operands"],
                ["Querying/Translation"] =
                [
                    "Mapping", "Soql", "Querying/Plans", "Querying/Refusals", "Querying/Vocabulary", "Querying/Translation/Operands", "Querying/Translation/Methods",
                ],
                ["Querying/Projecting"] =
                [
                    "Mapping", "Soql", "Querying/Materialization", "Querying/Normalization", "Querying/Refusals", "Querying/Vocabulary", "Querying/Translation",
                ],
                ["Querying/Binding"] = ["Mapping", "Soql", "Querying/Plans", "Querying/Refusals"],
                ["Querying/Execution"] =
                    ["Diagnostics", "Mapping", "Soql", "Tracking", "Querying/Binding", "Querying/Caching", "Querying/Materialization", "Querying/Plans", "Querying/Refusals"],
                ["Querying"] =
                [
                    "Mapping", "Soql", "Tracking", "Querying/Vocabulary", "Querying/Refusals", "Querying/Normalization", "Querying/Parsing", "Querying/Materialization",
                    "Querying/Plans", "Querying/Caching", "Querying/Translation", "Querying/Projecting", "Querying/Binding", "Querying/Execution",
                ],
                ["Saving/Planning"] = ["Mapping", "Tracking"],
                ["Saving/Writing"] = ["Mapping", "Tracking", "Saving/Planning"],
                ["Saving/Sending"] = ["Mapping", "Tracking", "Saving/Planning", "Saving/Writing"],
                ["Saving/Applying"] = ["Mapping", "Tracking", "Saving/Planning", "Saving/Sending"],
                ["Saving/Failures"] = ["Mapping", "Tracking", "Saving/Planning", "Saving/Applying"],
                ["Saving/Notifications"] = ["Saving/Planning", "Saving/Applying"],
                ["Saving/Validating"] = ["Mapping", "Tracking", "Saving/Planning"],
                ["Saving/SetBased"] = ["Mapping", "Tracking", "Saving/Planning", "Saving/Applying", "Saving/Failures"],
                ["Saving"] = ["Mapping", "Tracking", "Saving/Planning", "Saving/Validating", "Saving/Sending", "Saving/Applying", "Saving/Failures"],
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
                ["Sessions"] = ["Storage"],
                ["Sampling"] = ["Schema", "Storage", "Rules", "Sessions"],
                ["Bulk/Csv"] = [],
                ["Bulk/Jobs"] = ["Storage"],
                ["Bulk/Loading"] = ["Schema", "Storage", "Rules", "Bulk/Csv", "Bulk/Jobs"],
                ["Bulk/Extraction"] = ["Schema", "Soql/Refusals", "Soql/Binding", "Storage", "Storage/Compilation", "Storage/Queries", "Bulk/Csv", "Bulk/Jobs"],
                ["Bulk"] = ["Schema", "Soql/Refusals", "Soql/Binding", "Storage", "Storage/Queries", "Storage/Compilation", "Rules", "Bulk/Csv", "Bulk/Jobs", "Bulk/Loading", "Bulk/Extraction"],
                ["Hosting/Calls"] = ["Bulk", "Schema", "Soql/Refusals", "Soql/Binding", "Storage", "Storage/Queries", "Rules", "Sessions"],
                ["Hosting/Endpoints"] =
                [
                    "Bulk", "Schema", "Soql/Refusals", "Soql/Syntax", "Soql/Parsing", "Soql/Binding", "Sosl/Syntax", "Sosl/Parsing", "Storage", "Storage/Compilation", "Storage/Queries", "Storage/Searching", "Rules",
                    "Sessions", "Hosting/Calls",
                ],
                ["Hosting/Endpoints/Window"] = ["Schema", "Soql/Binding", "Storage", "Storage/Compilation", "Sessions", "Hosting/Calls", "Hosting/Endpoints"],
                ["Hosting/Endpoints/Soap"] = ["Schema", "Storage", "Rules", "Sessions", "Hosting/Calls", "Hosting/Endpoints"],
                ["Hosting"] = ["Faults", "Rules", "Sessions", "Hosting/Calls", "Hosting/Endpoints", "Hosting/Endpoints/Soap", "Hosting/Endpoints/Window"],
            },
            ["SalesforceLinq.Analyzers"] = new Dictionary<string, string[]>
            {
                ["Queries"] = [],
                ["Editing"] = [],
            },
            ["SalesforceLinq.Cli"] = new Dictionary<string, string[]>
            {
                ["Failures"] = [],
                ["Completion"] = [],
                ["Emulation"] = ["Failures", "Terminals"],
                ["Spelling"] = ["Failures"],
                ["Files"] = ["Failures"],
                ["Terminals"] = ["Failures"],
                ["SignIn"] = ["Failures", "Terminals"],
                ["Describes"] = ["Failures", "Spelling", "Terminals", "SignIn"],
                ["Queries"] = ["Describes", "Failures", "Spelling", "Terminals"],
                ["Output/Rows"] = ["Terminals"],
                ["Output"] = ["Terminals"],
                ["Scaffolding/Naming"] = [],
                ["Scaffolding/Planning"] = ["Scaffolding/Naming"],
                ["Scaffolding/Writing"] = ["Scaffolding/Planning"],
                ["Scaffolding/Drift"] = ["Failures", "Files", "Scaffolding/Writing"],
                ["Scaffolding"] = ["Scaffolding/Naming", "Scaffolding/Planning", "Scaffolding/Writing"],
                ["Diagrams/Layout"] = ["Diagrams"],
                ["Diagrams/Drawing"] = ["Diagrams", "Diagrams/Layout"],
                ["Diagrams/Loading"] = ["Failures", "Spelling"],
                ["Diagrams"] = [],
                ["Commands"] =
                    ["Completion", "Describes", "Diagrams", "Emulation", "Failures", "Files", "Output", "Queries", "Scaffolding", "SignIn", "Spelling", "Terminals"],
            },
        };
}
