using System.Text.Json;
using SalesforceLinq.Emulator.Tests.Hosting;

namespace SalesforceLinq.Emulator.Tests.Rules;

/// <summary>Deleting takes details along, empties lookups, is held back by what needs the record, and leaves a trace in the recycle bin.</summary>
public sealed class DeletedRecordTests(RuledOrg org) : IClassFixture<RuledOrg>
{
    private readonly OrgClient _client = org.Client;

    [Fact]
    public async Task Details_go_with_their_master_and_a_required_lookup_holds_it_back()
    {
        string thing = await _client.CreateAsync("Thing__c", """{"Name":"Root"}""");
        string part = await _client.CreateAsync("Part__c", $$"""{"Thing__c":"{{thing}}"}""");
        string holder = await _client.CreateAsync("Holder__c", $$"""{"Name":"Holding","Thing__c":"{{thing}}","Must__c":"m"}""");
        (int status, JsonElement body, _) = await _client.SendAsync("DELETE", "/sobjects/Thing__c/" + thing);
        status.Should().Be(400);
        body[0].GetProperty("errorCode").GetString().Should().Be("DELETE_FAILED");
        body[0].GetProperty("message").GetString().Should().Be(
            "Your attempt to delete Root could not be completed because it is associated with the following holders.: Holding\n");
        (await _client.SendAsync("GET", "/sobjects/Part__c/" + part)).Status.Should().Be(200, "nothing is deleted where something is held back");

        (await _client.SendAsync("DELETE", "/sobjects/Holder__c/" + holder)).Status.Should().Be(204);
        (await _client.SendAsync("DELETE", "/sobjects/Thing__c/" + thing)).Status.Should().Be(204);
        (status, body, _) = await _client.SendAsync("GET", "/sobjects/Part__c/" + part);
        status.Should().Be(404);
        body.GetRawText().Should().Be("""[{"message":"entity is deleted","errorCode":"ENTITY_IS_DELETED","fields":[]}]""");
    }

    [Fact]
    public async Task Lookup_is_emptied_when_its_target_goes()
    {
        string account = await _client.CreateAsync("Account", """{"Name":"Target"}""");
        string thing = await _client.CreateAsync("Thing__c", $$"""{"Account__c":"{{account}}"}""");
        (await _client.SendAsync("DELETE", "/sobjects/Account/" + account)).Status.Should().Be(204);
        (await _client.GetAsync("/sobjects/Thing__c/" + thing)).GetProperty("Account__c").ValueKind.Should().Be(JsonValueKind.Null);
        (await _client.QueryAsync($"SELECT Account__r.Name FROM Thing__c WHERE Id = '{thing}'")).GetProperty("records")[0].GetProperty("Account__r").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task Deleted_record_is_seen_by_query_all_and_get_deleted_alone()
    {
        string id = await _client.CreateAsync("Thing__c", """{"Short__c":"bin"}""");
        org.Clock.Advance(TimeSpan.FromMinutes(3));
        (await _client.SendAsync("DELETE", "/sobjects/Thing__c/" + id)).Status.Should().Be(204);
        (await _client.SendAsync("DELETE", "/sobjects/Thing__c/" + id)).Status.Should().Be(404);
        (await _client.SendAsync("PATCH", "/sobjects/Thing__c/" + id, """{"Short__c":"x"}""")).Status.Should().Be(404);
        string query = Uri.EscapeDataString($"SELECT Id, IsDeleted FROM Thing__c WHERE Id = '{id}'");
        (await _client.GetAsync("/query?q=" + query)).GetProperty("totalSize").GetInt32().Should().Be(0);
        JsonElement row = (await _client.GetAsync("/queryAll?q=" + query)).GetProperty("records")[0];
        row.GetProperty("IsDeleted").GetBoolean().Should().BeTrue();

        string from = Uri.EscapeDataString(org.Clock.GetUtcNow().AddMinutes(-2).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
        string until = Uri.EscapeDataString(org.Clock.GetUtcNow().AddMinutes(2).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
        JsonElement deleted = await _client.GetAsync($"/sobjects/Thing__c/deleted?start={from}&end={until}");
        deleted.GetProperty("deletedRecords").EnumerateArray().Select(record => record.GetProperty("id").GetString()).Should().Contain(id);
        JsonElement updated = await _client.GetAsync($"/sobjects/Thing__c/updated?start={from}&end={until}");
        updated.GetProperty("ids").EnumerateArray().Select(record => record.GetString()).Should().NotContain(id);
    }

    [Fact]
    public async Task Object_that_cannot_be_deleted_or_made_says_so()
    {
        string user = (await _client.QueryAsync("SELECT Id FROM User LIMIT 1")).GetProperty("records")[0].GetProperty("Id").GetString()!;
        (int status, JsonElement body, _) = await _client.SendAsync("DELETE", "/sobjects/User/" + user);
        status.Should().Be(400);
        body[0].GetProperty("errorCode").GetString().Should().Be("INSUFFICIENT_ACCESS_OR_READONLY");
        (status, body, _) = await _client.SendAsync("POST", "/sobjects/Organization", """{"Name":"Second"}""");
        status.Should().Be(400);
        body[0].GetProperty("errorCode").GetString().Should().Be("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY");
    }
}
