using System.Text.Json;

namespace SalesforceLinq.Emulator.Tests.Hosting;

/// <summary>A describe has the members a real one has, in their order, for standard objects, custom ones, and those of a loaded describe.</summary>
public sealed class DescribeTests : IAsyncLifetime
{
    // A field of every type a describe can hold, and of one that no emulated org knows.
    private static readonly string[] Types =
    [
        "string", "textarea", "picklist", "multipicklist", "combobox", "boolean", "int", "double", "currency", "percent", "date", "datetime", "time", "email", "phone", "url",
        "encryptedstring", "base64", "anyType", "location", "address", "reference", "long", "complexvalue", "json", "datacategorygroupreference",
    ];

    private EmulatedOrg _org = null!;
    private OrgClient _client = null!;

    public async Task InitializeAsync()
    {
        string fields = string.Join(",", Types.Select(type => $$"""
            {"name":"{{type}}__c","label":"{{type}}","type":"{{type}}","soapType":"xsd:{{type}}","length":100,"precision":18,"scale":2,"nillable":true,"createable":true,"updateable":true,
             "filterable":true,"sortable":true,"groupable":false,"custom":true,"controllerName":"picklist__c","defaultValue":null,"relationshipName":{{(type == "reference" ? "\"reference__r\"" : "null")}},
             "referenceTo":[{{(type == "reference" ? "\"Account\"" : "")}}],"picklistValues":[{"value":"v","label":"V","active":true,"defaultValue":false,"validFor":"gAAA"}],"inlineHelpText":"help"}
            """));
        _org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions
        {
            SampleData = SampleData.None,
            Schema = OrgSchema.Standard()
                .WithObject("Invoice__c", o => o.AutoNumberName("I-{000}").Lookup("Account__c", "Account").MultiPicklist("Tags__c", ["a"]).Geolocation("Place__c").Formula("Calc__c", "string"))
                .WithDescribe($$"""
                    {"name":"Every__c","label":"Every","labelPlural":"Everies","keyPrefix":"a9E","createable":true,"updateable":true,"deletable":true,"queryable":true,"custom":true,
                     "supportedScopes":[{"label":"All everies","name":"everything"}],
                     "childRelationships":[{"childSObject":"Absent__c","field":"Every__c","relationshipName":"Absents__r","cascadeDelete":true,"restrictedDelete":false}],
                     "fields":[{"name":"Id","type":"id","length":18,"filterable":true,"sortable":true},{{fields}}]}
                    """),
        });
        _client = new OrgClient(_org);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _org.DisposeAsync();
    }

    [Theory]
    [InlineData("Account")]
    [InlineData("Task")]
    [InlineData("Invoice__c")]
    [InlineData("Every__c")]
    [InlineData("User")]
    public async Task Describe_has_the_members_of_a_real_one_in_alphabetical_order(string name)
    {
        JsonElement described = await _client.GetAsync($"/sobjects/{name}/describe");
        Names(described).Should().HaveCount(45).And.BeInAscendingOrder(StringComparer.Ordinal);
        foreach (JsonElement field in described.GetProperty("fields").EnumerateArray())
            Names(field).Should().HaveCount(57).And.BeInAscendingOrder(StringComparer.Ordinal);
        foreach (JsonElement child in described.GetProperty("childRelationships").EnumerateArray())
            Names(child).Should().HaveCount(8).And.BeInAscendingOrder(StringComparer.Ordinal);
        JsonElement summary = (await _client.GetAsync("/sobjects")).GetProperty("sobjects").EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == name);
        summary.GetRawText().Should().Be((await _client.GetAsync("/sobjects/" + name)).GetProperty("objectDescribe").GetRawText());
        foreach (JsonProperty member in summary.EnumerateObject().Where(member => member.Name != "urls"))
            described.GetProperty(member.Name).GetRawText().Should().Be(member.Value.GetRawText(), member.Name);
    }

    [Fact]
    public async Task Field_of_every_type_of_a_loaded_describe_is_described_again_and_stored()
    {
        JsonElement described = await _client.GetAsync("/sobjects/Every__c/describe");
        foreach (string type in Types)
        {
            JsonElement field = described.GetProperty("fields").EnumerateArray().Single(field => field.GetProperty("name").GetString() == type + "__c");
            field.GetProperty("type").GetString().Should().Be(type);
            field.GetProperty("soapType").GetString().Should().Be("xsd:" + type);
            field.GetProperty("controllerName").GetString().Should().Be("picklist__c");
            field.GetProperty("picklistValues")[0].GetProperty("validFor").GetString().Should().Be("gAAA");
        }
        described.GetProperty("childRelationships")[0].GetProperty("childSObject").GetString().Should().Be("Absent__c");
        described.GetProperty("supportedScopes").GetArrayLength().Should().Be(1);

        string account = await _client.CreateAsync("Account", """{"Name":"Parent"}""");
        string id = await _client.CreateAsync("Every__c", $$"""
            {"string__c":"s","textarea__c":"t","picklist__c":"v","multipicklist__c":"v","combobox__c":"c","boolean__c":true,"int__c":1,"double__c":1.25,"currency__c":2.5,"percent__c":3.5,
             "date__c":"2024-01-02","datetime__c":"2024-01-02T03:04:05Z","time__c":"03:04:05","email__c":"a@example.com","phone__c":"1","url__c":"http://x","encryptedstring__c":"secret",
             "base64__c":"aGk=","anyType__c":"any","reference__c":"{{account}}","long__c":5,"complexvalue__c":"cv","json__c":"{}","datacategorygroupreference__c":"d"}
            """);
        JsonElement answer = (await _client.QueryAsync(
            $"SELECT string__c, int__c, double__c, date__c, datetime__c, time__c, anyType__c, json__c, long__c, reference__r.Name, base64__c FROM Every__c WHERE Id = '{id}' AND currency__c = 2.5 AND anyType__c = 'any'"));
        answer.ValueKind.Should().Be(JsonValueKind.Object, answer.ToString());
        JsonElement row = answer.GetProperty("records")[0];
        row.EnumerateObject().Skip(1).Select(member => member.Value.ValueKind == JsonValueKind.Object ? "{}" : member.Value.GetRawText()).Should().Equal(
            "\"s\"", "1", "1.25", "\"2024-01-02\"", "\"2024-01-02T03:04:05.000+0000\"", "\"03:04:05.000Z\"", "\"any\"", "\"{}\"", "5", "{}",
            $"\"/services/data/v66.0/sobjects/Every__c/{id}/base64__c\"");
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(member => member.Name);
}
