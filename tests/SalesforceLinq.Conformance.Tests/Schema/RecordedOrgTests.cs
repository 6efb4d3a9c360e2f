using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SalesforceLinq.Conformance.Tests.Soql;
using SalesforceLinq.Emulator;

namespace SalesforceLinq.Conformance.Tests.Schema;

/// <summary>An org of somebody else, emulated from the describes he captured: it describes itself as it did, and takes records.</summary>
public sealed class RecordedOrgTests
{
    [SkippableTheory]
    [InlineData("cci-Account-describe.json", """{"Name":"Acme","NumberOfEmployees":3}""")]
    [InlineData("cci-Contact-describe.json", """{"LastName":"Ames","Email":"ames@example.com"}""")]
    [InlineData("cci-Case-describe.json", """{"Subject":"Help","Origin":"Web"}""")]
    [InlineData("cci-Event-describe.json", """{"Subject":"Call","DurationInMinutes":30,"ActivityDateTime":"2024-10-08T15:00:00Z"}""")]
    [InlineData("cci-Lead-describe.json", """{"LastName":"Ames","Company":"Acme"}""")]
    [InlineData("cci-Opportunity-describe.json", """{"Name":"Deal","StageName":"Prospecting","CloseDate":"2024-12-31"}""")]
    [InlineData("ss-Account-describe-v53.json", """{"Name":"Acme"}""")]
    [InlineData("lts-Account-describe-v20.json", """{"Name":"Acme"}""")]
    [InlineData("rf-Whizbang__c-describe.json", """{"Name":"Whiz"}""")]
    [InlineData("cci-Custom__c-describe.json", "{}")]
    public async Task Recorded_object_describes_itself_as_it_was_and_takes_a_record(string file, string record)
    {
        JsonObject recorded = Read(file);
        await using EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions
        {
            Schema = OrgSchema.Standard().WithDescribeFile(Path(file)),
            SampleData = SampleData.None,
        });
        using HttpClient http = Client(org);
        string name = recorded["name"]!.GetValue<string>();
        JsonObject described = JsonNode.Parse(await http.GetStringAsync($"sobjects/{name}/describe"))!.AsObject();
        Dictionary<string, JsonObject> fields = described["fields"]!.AsArray().ToDictionary(field => field!["name"]!.GetValue<string>(), field => field!.AsObject());
        foreach (JsonNode? field in recorded["fields"]!.AsArray())
        {
            foreach ((string member, JsonNode? value) in field!.AsObject())
                JsonNode.DeepEquals(value, fields[field["name"]!.GetValue<string>()][member]).Should().BeTrue($"{name}.{field["name"]}.{member} is {value?.ToJsonString()}");
        }

        HttpResponseMessage created = await http.PostAsync($"sobjects/{name}", new StringContent(record, Encoding.UTF8, "application/json"));
        string answer = await created.Content.ReadAsStringAsync();
        bool createable = recorded["createable"]!.GetValue<bool>();
        ((int)created.StatusCode).Should().Be(createable ? 201 : 400, answer);
        if (!createable)
            return;
        string id = JsonNode.Parse(answer)!["id"]!.GetValue<string>();
        JsonNode row = JsonNode.Parse(await http.GetStringAsync($"query?q=SELECT+FIELDS(STANDARD)+FROM+{name}+WHERE+Id='{id}'"))!["records"]![0]!;
        foreach ((string field, JsonNode? value) in JsonNode.Parse(record)!.AsObject())
            row[field]!.ToJsonString().Should().StartWith(value!.ToJsonString().Replace("Z\"", "", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Folder_with_the_global_describe_is_an_org()
    {
        string folder = System.IO.Path.GetDirectoryName(Path("cci-Account-describe.json"))!;
        string copy = Directory.CreateTempSubdirectory("describes").FullName;
        try
        {
            foreach (string file in (string[])["cci-Account-describe.json", "cci-Contact-describe.json", "cci-Opportunity-describe.json", "rf-Whizbang__c-describe.json"])
                File.Copy(System.IO.Path.Combine(folder, file), System.IO.Path.Combine(copy, file));
            File.Copy(SharedFolder.Find("wire/describe-global/cci-describe-global.json")!, System.IO.Path.Combine(copy, "_global.json"));
            await using EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { Schema = OrgSchema.Empty().WithDescribeFolder(copy) });
            using HttpClient http = Client(org);
            JsonArray objects = JsonNode.Parse(await http.GetStringAsync("sobjects"))!["sobjects"]!.AsArray();
            objects.Select(entry => entry!["name"]!.GetValue<string>()).Should().Contain(["Account", "Contact", "Opportunity", "User"]);
            JsonNode account = JsonNode.Parse(await http.GetStringAsync("sobjects/Account/describe"))!;
            Relations(account).Should().Contain(Relations(Read("cci-Account-describe.json")), "relationships of objects that are not here are described, too");
            JsonNode.Parse(await http.GetStringAsync("query?q=SELECT+Id,(SELECT+Id+FROM+Contacts),(SELECT+Amount+FROM+Opportunities)+FROM+Account"))!["totalSize"].Should().NotBeNull();
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private static IEnumerable<string> Relations(JsonNode describe) =>
        describe["childRelationships"]!.AsArray().Select(child => $"{child!["childSObject"]}.{child["field"]}={child["relationshipName"]}");

    private static string Path(string file)
    {
        string? path = SharedFolder.Find(System.IO.Path.Combine("wire", "describe-sobject", file));
        Skip.If(path is null, "The recordings are not beside this clone.");
        return path!;
    }

    private static JsonObject Read(string file) => JsonNode.Parse(File.ReadAllText(Path(file)).TrimStart('\uFEFF'))!.AsObject();

    private static HttpClient Client(EmulatedOrg org)
    {
        HttpClient http = new() { BaseAddress = new Uri(org.Url, "/services/data/v66.0/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", org.AccessToken);
        return http;
    }
}
