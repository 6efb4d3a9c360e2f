using System.Text.Json.Nodes;
using SalesforceLinq.Conformance.Tests.Soql;
using SalesforceLinq.Emulator;

namespace SalesforceLinq.Conformance.Tests.Schema;

/// <summary>The standard objects are those of a real org: each recorded describe is compared with ours, member by member.</summary>
public sealed class StandardDescribeTests : IAsyncLifetime
{
    private static readonly (string Object, string File)[] Recorded =
    [
        ("Account", "cci-Account-describe.json"), ("Contact", "cci-Contact-describe.json"), ("Case", "cci-Case-describe.json"), ("Event", "cci-Event-describe.json"),
        ("Lead", "cci-Lead-describe.json"), ("Opportunity", "cci-Opportunity-describe.json"), ("OpportunityContactRole", "cci-OpportunityContactRole-describe.json"),
        ("User", "ftn-User-describe.json"),
    ];

    // What describes an org rather than an object.
    private static readonly string[] OfTheOrg = ["fields", "childRelationships", "urls", "recordTypeInfos", "actionOverrides", "supportedScopes", "namedLayoutInfos"];

    private readonly List<string> _differences = [];
    private EmulatedOrg _org = null!;
    private HttpClient _http = null!;
    private HashSet<string> _objects = [];

    public async Task InitializeAsync()
    {
        _org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None });
        _http = new HttpClient { BaseAddress = _org.Url };
        _http.DefaultRequestHeaders.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", _org.AccessToken);
        _objects = [.. (await GetAsync("sobjects"))["sobjects"]!.AsArray().Select(entry => Text(entry!["name"]))];
    }

    [SkippableFact]
    public async Task Every_recorded_describe_is_ours_but_for_the_differences_with_a_reason()
    {
        foreach ((string name, string file) in Recorded)
            Compare(name, Read(Path.Combine("describe-sobject", file)), await GetAsync($"sobjects/{name}/describe"));
        CompareGlobal(Read(Path.Combine("describe-global", "cci-describe-global.json")), await GetAsync("sobjects"));

        _differences.Where(difference => !AllowedDifference.All.Any(allowed => allowed.Covers(PathOf(difference)))).Should().BeEmpty();
        AllowedDifference.All.Where(allowed => !_differences.Exists(difference => allowed.Covers(PathOf(difference))))
            .Select(allowed => allowed.Path).Should().BeEmpty("an allowance that nothing needs hides the next difference");
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _org.DisposeAsync();
    }

    private void Compare(string name, JsonObject recorded, JsonObject ours)
    {
        foreach ((string member, JsonNode? value) in recorded)
        {
            if (!OfTheOrg.Contains(member))
                Same($"{name}.{member}", value, ours[member]);
        }
        Dictionary<string, JsonObject> known = ByName(ours["fields"]!, "name");
        Dictionary<string, JsonObject> wanted = ByName(recorded["fields"]!, "name");
        foreach ((string field, JsonObject described) in wanted)
        {
            if (known.TryGetValue(field, out JsonObject? own))
                CompareField($"{name}.{field}", described, own);
            else
                _differences.Add($"{name}.{field}: missing");
        }
        foreach (string field in known.Keys.Where(field => !wanted.ContainsKey(field)))
            _differences.Add($"{name}.extra {field}: not recorded");
        CompareChildren(name, recorded["childRelationships"]!, ours["childRelationships"]!);
    }

    private void CompareField(string path, JsonObject recorded, JsonObject ours)
    {
        foreach ((string member, JsonNode? value) in recorded)
        {
            JsonNode? expected = member == "referenceTo"
                ? new JsonArray([.. value!.AsArray().Where(target => _objects.Contains(Text(target))).Select(target => target!.DeepClone())])
                : value;
            Same($"{path}.{member}", expected, ours[member]);
        }
    }

    private void CompareChildren(string name, JsonNode recorded, JsonNode ours)
    {
        Dictionary<string, JsonObject> known = ByRelation(ours);
        Dictionary<string, JsonObject> wanted = ByRelation(recorded);
        foreach ((string relation, JsonObject described) in wanted.Where(pair => _objects.Contains(Text(pair.Value["childSObject"]))))
        {
            if (!known.TryGetValue(relation, out JsonObject? own))
            {
                _differences.Add($"{name}.child {relation}: missing");
                continue;
            }
            foreach ((string member, JsonNode? value) in described)
                Same($"{name}.child {relation}.{member}", value, own[member]);
        }
        foreach (string relation in known.Keys.Where(relation => !wanted.ContainsKey(relation)))
            _differences.Add($"{name}.child {relation}: not recorded");
    }

    private void CompareGlobal(JsonObject recorded, JsonObject ours)
    {
        Dictionary<string, JsonObject> known = ByName(ours["sobjects"]!, "name");
        int compared = 0;
        foreach ((string name, JsonObject described) in ByName(recorded["sobjects"]!, "name").Where(pair => known.ContainsKey(pair.Key)))
        {
            compared++;
            foreach ((string member, JsonNode? value) in described.Where(pair => pair.Key != "urls"))
                Same($"global {name}.{member}", value, known[name][member]);
        }
        compared.Should().BeGreaterThan(6);
    }

    private void Same(string path, JsonNode? recorded, JsonNode? ours)
    {
        if (!JsonNode.DeepEquals(recorded, ours))
            _differences.Add($"{path}: recorded {Short(recorded)}, ours {Short(ours)}");
    }

    private static string Short(JsonNode? node) => node is null ? "null" : node.ToJsonString() is { Length: > 120 } text ? text[..120] + "…" : node.ToJsonString();

    private static string PathOf(string difference) => difference[..difference.IndexOf(": ", StringComparison.Ordinal)];

    private static Dictionary<string, JsonObject> ByName(JsonNode list, string member) => list.AsArray().ToDictionary(entry => Text(entry![member]), entry => entry!.AsObject());

    private static Dictionary<string, JsonObject> ByRelation(JsonNode list) =>
        list.AsArray().ToDictionary(entry => $"{Text(entry!["childSObject"])}.{Text(entry["field"])}", entry => entry!.AsObject());

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static JsonObject Read(string relativePath)
    {
        string? path = SharedFolder.Find(Path.Combine("wire", relativePath));
        Skip.If(path is null, "The recordings are not beside this clone.");
        return JsonNode.Parse(File.ReadAllText(path!))!.AsObject();
    }

    private async Task<JsonObject> GetAsync(string path) => JsonNode.Parse(await _http.GetStringAsync("/services/data/v66.0/" + path))!.AsObject();
}
