using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Cli.Failures;
using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Describes;

/// <summary>Describes from the <c>*.json</c> files of a folder, or from one such file.</summary>
internal sealed class FolderDescribes(string path) : IDescribeSource
{
    private readonly Lazy<SortedDictionary<string, DescribedObject>> _objects = new(() => Load(path));

    public string Origin => $"'{path}'";

    public Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<string>>([.. _objects.Value.Keys]);

    public Task<IReadOnlyList<SObjectSummary>> ListAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<SObjectSummary>>([.. _objects.Value.Values.Select(found => found.Description)]);

    public Task<DescribedObject> ReadAsync(string name, CancellationToken cancellation) => Task.FromResult(_objects.Value[name]);

    public void Dispose()
    {
    }

    private static SortedDictionary<string, DescribedObject> Load(string path)
    {
        string[] files = Directory.Exists(path) ? [.. Directory.GetFiles(path, "*.json").Order(StringComparer.Ordinal)]
            : File.Exists(path) ? [path]
            : throw ToolException.Usage($"There is no folder or file '{path}'. --describe takes a folder of describe files, such as 'sflinq capture' writes.");
        if (files.Length == 0)
            throw ToolException.Usage($"The folder '{path}' has no *.json files. 'sflinq capture --output {path}' writes them.");

        SortedDictionary<string, DescribedObject> objects = new(StringComparer.Ordinal);
        Dictionary<string, string> origins = new(StringComparer.OrdinalIgnoreCase);
        foreach (string file in files)
        {
            DescribedObject described = DescribedObject.Parse(Parse(file), file);
            if (!origins.TryAdd(described.Name, file))
                throw ToolException.Usage($"'{origins[described.Name]}' and '{file}' both describe {described.Name}. Keep one of them.");
            objects[described.Name] = described;
        }

        return objects;
    }

    private static JToken Parse(string file)
    {
        try
        {
            using StreamReader text = new(file);
            using JsonTextReader reader = new(text) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal };
            return JToken.ReadFrom(reader);
        }
        catch (JsonException malformed)
        {
            throw new ToolException(ExitCode.Usage, "NO_DESCRIBE", $"'{file}' is not JSON: {malformed.Message}", malformed);
        }
    }
}
