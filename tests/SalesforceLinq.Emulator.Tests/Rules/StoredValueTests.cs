using System.Text.Json;
using SalesforceLinq.Emulator.Tests.Hosting;

namespace SalesforceLinq.Emulator.Tests.Rules;

/// <summary>What becomes of the values a record is given, and of those it is not given.</summary>
public sealed class StoredValueTests(RuledOrg org) : IClassFixture<RuledOrg>
{
    private readonly OrgClient _client = org.Client;

    [Theory]
    [InlineData("Short__c", "\"  ab  \"", "\"ab\"")]
    [InlineData("Short__c", "\"\"", "null")]
    [InlineData("Short__c", "\"   \"", "null")]
    [InlineData("Short__c", "12", "\"12\"")]
    [InlineData("Short__c", "\"12345\"", "\"12345\"")]
    [InlineData("Area__c", "\"a\\nb\"", "\"a\\nb\"")]
    [InlineData("Whole__c", "\"12\"", "12.0")]
    [InlineData("Whole__c", "9999", "9999.0")]
    [InlineData("Fine__c", "1.005", "1.01")]
    [InlineData("Fine__c", "-1.005", "-1.01")]
    [InlineData("Money__c", "12.345", "12.35")]
    [InlineData("Share__c", "12.34", "12.3")]
    [InlineData("Flag__c", "\"false\"", "false")]
    [InlineData("Flag__c", "\"1\"", "true")]
    [InlineData("Day__c", "\"2024-02-29\"", "\"2024-02-29\"")]
    [InlineData("Day__c", "\"2024-02-29T23:00:00Z\"", "\"2024-02-29\"")]
    [InlineData("Day__c", "\"\"", "null")]
    [InlineData("Moment__c", "\"2024-01-01T12:30:00+02:00\"", "\"2024-01-01T10:30:00.000+0000\"")]
    [InlineData("Moment__c", "\"2024-01-01T12:30:00.987Z\"", "\"2024-01-01T12:30:00.000+0000\"")]
    [InlineData("Moment__c", "\"2024-01-01T12:30:00.000+0000\"", "\"2024-01-01T12:30:00.000+0000\"")]
    [InlineData("Moment__c", "\"2024-01-01\"", "\"2024-01-01T00:00:00.000+0000\"")]
    [InlineData("Hour__c", "\"08:15:30\"", "\"08:15:30.000Z\"")]
    [InlineData("Mail__c", "\"Ann.O'Neil+x@sub.example.com\"", "\"Ann.O'Neil+x@sub.example.com\"")]
    [InlineData("Site__c", "\"example.com\"", "\"example.com\"")]
    [InlineData("Color__c", "\"red\"", "\"Red\"")]
    [InlineData("Free__c", "\"Z\"", "\"Z\"")]
    [InlineData("Free__c", "\"a\"", "\"A\"")]
    [InlineData("Tags__c", "\"z; x;Z\"", "\"x;z\"")]
    [InlineData("Tags__c", "\";\"", "null")]
    public async Task Value_is_stored_as_the_field_says(string field, string given, string stored)
    {
        string id = await _client.CreateAsync("Thing__c", $$"""{"{{field}}":{{given}}}""");
        (await _client.GetAsync($"/sobjects/Thing__c/{id}?fields={field}")).GetProperty(field).GetRawText().Should().Be(stored);
        JsonElement row = (await _client.QueryAsync($"SELECT {field} FROM Thing__c WHERE Id = '{id}'")).GetProperty("records")[0];
        row.GetProperty(field).GetRawText().Should().Be(stored, "a query answers what a read answers");
    }

    [Fact]
    public async Task New_record_gets_defaults_owner_number_and_stamps()
    {
        string id = await _client.CreateAsync("Thing__c", "{}");
        JsonElement thing = await _client.GetAsync("/sobjects/Thing__c/" + id);
        Text(thing, "Standing__c").Should().Be("plain");
        Text(thing, "Color__c").Should().Be("Green");
        thing.GetProperty("Flag__c").GetBoolean().Should().BeTrue();
        Text(thing, "Serial__c").Should().MatchRegex("^T-2024-[0-9]{3}$");
        Text(thing, "Name").Should().Be(id, "a custom record without a name is called by its id");
        Text(thing, "OwnerId").Should().StartWith("005").And.Be(Text(thing, "CreatedById")).And.Be(Text(thing, "LastModifiedById"));
        Text(thing, "CreatedDate").Should().Be(Text(thing, "LastModifiedDate")).And.Be(Text(thing, "SystemModstamp"));
        thing.GetProperty("IsDeleted").GetBoolean().Should().BeFalse();
        thing.GetProperty("Calc__c").ValueKind.Should().Be(JsonValueKind.Null);
        thing.GetProperty("Place__c").ValueKind.Should().Be(JsonValueKind.Null);
        id.Should().HaveLength(18).And.StartWith("a0");

        string given = await _client.CreateAsync("Thing__c", """{"Standing__c":"mine","Flag__c":false,"Color__c":"Red"}""");
        JsonElement own = await _client.GetAsync("/sobjects/Thing__c/" + given);
        Text(own, "Standing__c").Should().Be("mine");
        own.GetProperty("Flag__c").GetBoolean().Should().BeFalse();
        string.CompareOrdinal(Text(own, "Serial__c"), Text(thing, "Serial__c")).Should().BePositive("numbers rise");
    }

    [Fact]
    public async Task Update_moves_the_stamp_of_change_and_no_other()
    {
        string id = await _client.CreateAsync("Thing__c", """{"Short__c":"a"}""");
        JsonElement before = await _client.GetAsync("/sobjects/Thing__c/" + id);
        org.Clock.Advance(TimeSpan.FromMinutes(2));
        (await _client.SendAsync("PATCH", "/sobjects/Thing__c/" + id, """{"Short__c":null}""")).Status.Should().Be(204);
        JsonElement after = await _client.GetAsync("/sobjects/Thing__c/" + id);
        after.GetProperty("Short__c").ValueKind.Should().Be(JsonValueKind.Null);
        Text(after, "CreatedDate").Should().Be(Text(before, "CreatedDate"));
        Text(after, "SystemModstamp").Should().NotBe(Text(before, "SystemModstamp")).And.Be(Text(after, "LastModifiedDate"));
    }

    [Fact]
    public async Task Ids_are_taken_with_fifteen_characters_and_answered_with_eighteen()
    {
        string account = await _client.CreateAsync("Account", """{"Name":"Short id"}""");
        string id = await _client.CreateAsync("Thing__c", $$"""{"Account__c":"{{account[..15]}}"}""");
        JsonElement thing = await _client.GetAsync("/sobjects/Thing__c/" + id[..15]);
        Text(thing, "Account__c").Should().Be(account);
        Text(thing, "Id").Should().Be(id);
        (await _client.QueryAsync($"SELECT Id FROM Thing__c WHERE Account__c = '{account[..15]}'")).GetProperty("totalSize").GetInt32().Should().Be(1);
        (await _client.QueryAsync($"SELECT Id FROM Thing__c WHERE Account__c = '{account.ToLowerInvariant()}'")).GetProperty("totalSize").GetInt32()
            .Should().Be(1, "eighteen characters say which letters are capitals");
    }

    [Fact]
    public async Task Parent_is_found_by_its_external_id_in_every_form_of_the_key()
    {
        string account = await _client.CreateAsync("Account", """{"Name":"Keyed","Key__c":"K-1"}""");
        foreach (string parent in (string[])["""{"Key__c":"k-1"}""", """{"attributes":{"type":"Account"},"Key__c":"K-1"}""", $$"""{"Id":"{{account[..15]}}"}"""])
        {
            string id = await _client.CreateAsync("Thing__c", $$"""{"Account__r":{{parent}}}""");
            Text(await _client.GetAsync("/sobjects/Thing__c/" + id), "Account__c").Should().Be(account);
            (await _client.SendAsync("PATCH", "/sobjects/Thing__c/" + id, """{"Account__r":null}""")).Status.Should().Be(204);
            (await _client.GetAsync("/sobjects/Thing__c/" + id)).GetProperty("Account__c").ValueKind.Should().Be(JsonValueKind.Null);
        }

        string owned = await _client.CreateAsync("Thing__c", """{"Owner":{"attributes":{"type":"User"},"Username":"admin@example.com"}}""");
        Text(await _client.GetAsync("/sobjects/Thing__c/" + owned), "OwnerId").Should().StartWith("005");
    }

    [Fact]
    public async Task Compound_values_are_put_together_from_their_parts()
    {
        string contact = await _client.CreateAsync("Contact", """{"FirstName":"Ann","LastName":"O'Neil","MailingCity":"Austin","MailingStreet":"1 Main St\nSuite 2"}""");
        JsonElement read = await _client.GetAsync("/sobjects/Contact/" + contact);
        Text(read, "Name").Should().Be("Ann O'Neil");
        read.GetProperty("MailingAddress").GetRawText().Should().Be(
            """{"city":"Austin","country":null,"geocodeAccuracy":null,"latitude":null,"longitude":null,"postalCode":null,"state":null,"street":"1 Main St\nSuite 2"}""");
        read.GetProperty("OtherAddress").ValueKind.Should().Be(JsonValueKind.Null);
        (await _client.SendAsync("PATCH", "/sobjects/Contact/" + contact, """{"Name":"x"}""")).Status.Should().Be(400);
        (await _client.SendAsync("PATCH", "/sobjects/Contact/" + contact, """{"FirstName":null}""")).Status.Should().Be(204);
        Text(await _client.GetAsync("/sobjects/Contact/" + contact), "Name").Should().Be("O'Neil");

        string thing = await _client.CreateAsync("Thing__c", """{"Place__Latitude__s":37.775,"Place__Longitude__s":-122.418}""");
        (await _client.GetAsync("/sobjects/Thing__c/" + thing)).GetProperty("Place__c").GetRawText().Should().Be("""{"latitude":37.775,"longitude":-122.418}""");
        (await _client.QueryAsync($"SELECT Id, DISTANCE(Place__c, GEOLOCATION(37.775, -122.418), 'km') d FROM Thing__c WHERE DISTANCE(Place__c, GEOLOCATION(37.7, -122.4), 'mi') < 20"))
            .GetProperty("records")[0].GetProperty("d").GetDouble().Should().Be(0);
    }

    [Fact]
    public async Task Bytes_are_sent_in_base64_and_fetched_from_the_url_that_is_answered()
    {
        string account = await _client.CreateAsync("Account", """{"Name":"Attached"}""");
        string id = await _client.CreateAsync("Attachment", $$"""{"ParentId":"{{account}}","Name":"a.txt","Body":"aGVsbG8="}""");
        JsonElement attachment = await _client.GetAsync("/sobjects/Attachment/" + id);
        Text(attachment, "Body").Should().Be($"/services/data/v66.0/sobjects/Attachment/{id}/Body");
        attachment.GetProperty("BodyLength").GetInt32().Should().Be(5);
        (_, _, HttpResponseMessage bytes) = await _client.SendAsync("GET", Text(attachment, "Body"));
        (await bytes.Content.ReadAsStringAsync()).Should().Be("hello");
        (int status, JsonElement body, _) = await _client.SendAsync("POST", "/sobjects/Attachment", $$"""{"ParentId":"{{account}}","Name":"a.txt","Body":"***"}""");
        status.Should().Be(400);
        body[0].GetProperty("errorCode").GetString().Should().Be("JSON_PARSER_ERROR");
    }

    private static string Text(JsonElement record, string field) => record.GetProperty(field).GetString()!;
}
