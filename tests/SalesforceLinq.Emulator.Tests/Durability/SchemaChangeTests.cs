using SalesforceLinq.Emulator.Tests.Hosting;

namespace SalesforceLinq.Emulator.Tests.Durability;

/// <summary>A file that is opened with another schema than the one it was made with.</summary>
public sealed class SchemaChangeTests : IDisposable
{
    private readonly DurableOrg _file = new();

    public void Dispose() => _file.Dispose();

    private static OrgSchema With(Action<SObjectBuilder> fields) => OrgSchema.Standard().WithObject("Invoice__c", fields);

    [Fact]
    public async Task New_objects_and_fields_are_added()
    {
        await MakeAsync(OrgSchema.Standard(), "Account", """{"Name":"Old"}""");
        await using EmulatedOrg org = await _file.StartAsync(With(o => o.Text("Key__c", 20)).WithObject("Account", o => o.Text("Note__c", 20)));
        using OrgClient client = new(org);
        await client.CreateAsync("Invoice__c", """{"Key__c":"new"}""");
        (await client.QueryAsync("SELECT Name, Note__c FROM Account")).GetProperty("records")[0].GetProperty("Note__c").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task What_the_schema_lacks_stays_and_is_there_again_with_the_schema_that_has_it()
    {
        OrgSchema whole = With(o => o.Text("Key__c", 20));
        string id = await MakeAsync(whole, "Invoice__c", """{"Key__c":"still there"}""");
        await MakeAsync(OrgSchema.Standard(), "Account", """{"Name":"Meanwhile"}""");
        await using EmulatedOrg org = await _file.StartAsync(whole);
        using OrgClient client = new(org);
        (await client.GetAsync("/sobjects/Invoice__c/" + id)).GetProperty("Key__c").GetString().Should().Be("still there");
    }

    [Fact]
    public async Task Type_that_would_be_stored_otherwise_is_refused_where_there_are_values()
    {
        await MakeAsync(With(o => o.Text("Key__c", 20)), "Invoice__c", """{"Key__c":"text"}""");
        (await FluentActions.Awaiting(() => _file.StartAsync(With(o => o.Number("Key__c", 18, 2)))).Should().ThrowAsync<IOException>())
            .WithMessage("'Invoice__c.Key__c' is stored as TEXT*REAL*old type*");
        // The refusal has changed nothing.
        await using EmulatedOrg org = await _file.StartAsync(With(o => o.Text("Key__c", 20)));
        using OrgClient client = new(org);
        (await client.QueryAsync("SELECT Key__c FROM Invoice__c")).GetProperty("records")[0].GetProperty("Key__c").GetString().Should().Be("text");
    }

    [Fact]
    public async Task Type_changes_where_there_are_no_values()
    {
        await MakeAsync(With(o => o.Text("Key__c", 20)), "Invoice__c", "{}");
        await using EmulatedOrg org = await _file.StartAsync(With(o => o.Number("Key__c", 18, 2)));
        using OrgClient client = new(org);
        await client.CreateAsync("Invoice__c", """{"Key__c":12.5}""");
        (await client.QueryAsync("SELECT Key__c FROM Invoice__c WHERE Key__c > 12")).GetProperty("records")[0].GetProperty("Key__c").GetDouble().Should().Be(12.5);
    }

    [Fact]
    public async Task Field_that_becomes_sensitive_to_case_or_an_external_id_keeps_its_values()
    {
        string id = await MakeAsync(With(o => o.Text("Key__c", 20)), "Invoice__c", """{"Key__c":"abc"}""");
        await using EmulatedOrg org = await _file.StartAsync(With(o => o.Text("Key__c", 20, externalId: true, unique: true, caseSensitive: true)));
        using OrgClient client = new(org);
        (await client.GetAsync("/sobjects/Invoice__c/Key__c/abc")).GetProperty("Id").GetString().Should().Be(id);
        (await client.SendAsync("GET", "/sobjects/Invoice__c/Key__c/ABC")).Status.Should().Be(404);
    }

    [Fact]
    public async Task Object_whose_ids_would_begin_otherwise_is_refused()
    {
        OrgSchema first = OrgSchema.Standard().WithObject("Invoice__c", o => o.Text("Key__c", 20));
        await MakeAsync(first, "Invoice__c", "{}");
        OrgSchema shifted = OrgSchema.Standard().WithObject("Another__c", o => o.Text("Key__c", 20)).WithObject("Invoice__c", o => o.Text("Key__c", 20));
        (await FluentActions.Awaiting(() => _file.StartAsync(shifted)).Should().ThrowAsync<IOException>()).WithMessage("The ids of 'Invoice__c' begin with a00*a01*after the old ones*");
        OrgSchema replaced = OrgSchema.Standard().WithObject("Another__c", o => o.Text("Key__c", 20));
        (await FluentActions.Awaiting(() => _file.StartAsync(replaced)).Should().ThrowAsync<IOException>()).WithMessage("*records of 'Invoice__c'*'Another__c'*");
        await (await _file.StartAsync(first.WithObject("Another__c", o => o.Text("Key__c", 20)))).DisposeAsync();
    }

    private async Task<string> MakeAsync(OrgSchema schema, string objectName, string json)
    {
        await using EmulatedOrg org = await _file.StartAsync(schema);
        using OrgClient client = new(org);
        return await client.CreateAsync(objectName, json);
    }
}
