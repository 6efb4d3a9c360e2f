using System.Text.Json;
using SalesforceLinq.Emulator.Tests.Hosting;

namespace SalesforceLinq.Emulator.Tests.Rules;

/// <summary>What a record may not hold, with the code, the words and the fields of a real org.</summary>
public sealed class RefusedValueTests(RuledOrg org) : IClassFixture<RuledOrg>
{
    private const string Unknown = "001Em0000000ZZZIA2";

    private readonly OrgClient _client = org.Client;

    [Theory]
    [InlineData("""{"Short__c":"123456"}""", "STRING_TOO_LONG", "Short: data value too large: 123456 (max length=5)", "Short__c")]
    [InlineData("""{"Code__c":"123456789012345678901"}""", "STRING_TOO_LONG", "Code: data value too large: 123456789012345678901 (max length=20)", "Code__c")]
    [InlineData("""{"Free__c":"@255"}""", "STRING_TOO_LONG", "Free: data value too large: @255 (max length=255)", "Free__c")]
    [InlineData("""{"Whole__c":10000}""", "NUMBER_OUTSIDE_VALID_RANGE", "Whole: value outside of valid range on numeric field: 10000.0", "Whole__c")]
    [InlineData("""{"Whole__c":-10000}""", "NUMBER_OUTSIDE_VALID_RANGE", "Whole: value outside of valid range on numeric field: -10000.0", "Whole__c")]
    [InlineData("""{"Fine__c":9999.999}""", "NUMBER_OUTSIDE_VALID_RANGE", "Fine: value outside of valid range on numeric field: 10000.0", "Fine__c")]
    [InlineData("""{"Money__c":1e9}""", "NUMBER_OUTSIDE_VALID_RANGE", "Money: value outside of valid range on numeric field: 1000000000.0", "Money__c")]
    [InlineData("""{"Place__Latitude__s":90.5}""", "NUMBER_OUTSIDE_VALID_RANGE", "Place (Latitude): value outside of valid range on numeric field: 90.5", "Place__Latitude__s")]
    [InlineData("""{"Place__Longitude__s":-181}""", "NUMBER_OUTSIDE_VALID_RANGE", "Place (Longitude): value outside of valid range on numeric field: -181.0", "Place__Longitude__s")]
    [InlineData("""{"Mail__c":"nobody"}""", "INVALID_EMAIL_ADDRESS", "Mail: invalid email address: nobody", "Mail__c")]
    [InlineData("""{"Mail__c":"a b@example.com"}""", "INVALID_EMAIL_ADDRESS", "Mail: invalid email address: a b@example.com", "Mail__c")]
    [InlineData("""{"Mail__c":"a@@example.com"}""", "INVALID_EMAIL_ADDRESS", "Mail: invalid email address: a@@example.com", "Mail__c")]
    [InlineData("""{"Phone__c":"12345678901234567890123456789012345678901"}""", "STRING_TOO_LONG", "Phone: data value too large: 12345678901234567890123456789012345678901 (max length=40)", "Phone__c")]
    [InlineData("""{"Color__c":"Blue"}""", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", "Color: bad value for restricted picklist field: Blue", "Color__c")]
    [InlineData("""{"Tags__c":"x;w"}""", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", "Tags: bad value for restricted picklist field: w", "Tags__c")]
    [InlineData("""{"Flag__c":null}""", "INVALID_TYPE_ON_FIELD_IN_RECORD", "Flag: value not of required type: ", "Flag__c")]
    [InlineData("""{"Account__c":"nothing"}""", "MALFORMED_ID", "Account: id value of incorrect type: nothing", "Account__c")]
    [InlineData("""{"Account__c":"001Em0000000ZZZIAX"}""", "MALFORMED_ID", "Account: id value of incorrect type: 001Em0000000ZZZIAX", "Account__c")]
    [InlineData("""{"Account__c":"003Em0000000001AAA"}""", "MALFORMED_ID", "Account: id value of incorrect type: 003Em0000000001AAA", "Account__c")]
    [InlineData("""{"Account__c":"003Em0000000001"}""", "FIELD_INTEGRITY_EXCEPTION", "Account: id value of incorrect type: 003Em0000000001", "Account__c")]
    [InlineData("""{"Account__c":"001Em0000000ZZZ"}""", "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", "")]
    [InlineData("""{"Serial__c":"T-1"}""", "INVALID_FIELD_FOR_INSERT_UPDATE", "Unable to create/update fields: Serial__c. *", "Serial__c")]
    [InlineData("""{"Calc__c":1}""", "INVALID_FIELD_FOR_INSERT_UPDATE", "Unable to create/update fields: Calc__c. *", "Calc__c")]
    [InlineData("""{"CreatedDate":"2024-01-01T00:00:00Z","SystemModstamp":"2024-01-01T00:00:00Z"}""", "INVALID_FIELD_FOR_INSERT_UPDATE", "Unable to create/update fields: CreatedDate, SystemModstamp. *", "CreatedDate,SystemModstamp")]
    [InlineData("""{"Place__c":null}""", "INVALID_FIELD_FOR_INSERT_UPDATE", "Unable to create/update fields: Place__c. *", "Place__c")]
    [InlineData("""{"IsDeleted":true}""", "INVALID_FIELD_FOR_INSERT_UPDATE", "Unable to create/update fields: IsDeleted. *", "IsDeleted")]
    [InlineData("""{"OwnerId":"001Em0000000001"}""", "FIELD_INTEGRITY_EXCEPTION", "Owner ID: id value of incorrect type: 001Em0000000001", "OwnerId")]
    public async Task Value_is_refused(string json, string code, string message, string fields)
    {
        if (json.Contains("@255", StringComparison.Ordinal))
        {
            string longText = new('v', 256);
            json = json.Replace("@255", longText, StringComparison.Ordinal);
            message = message.Replace("@255", longText, StringComparison.Ordinal);
        }
        (int status, JsonElement body, _) = await _client.SendAsync("POST", "/sobjects/Thing__c", json);
        status.Should().Be(400, body.ToString());
        Shown(body).Should().Match($"{code}|{message}|{fields}");
    }

    [Theory]
    [InlineData("""{"Day__c":"2024-13-01"}""", "date", "VALUE_STRING value 2024-13-01", 11)]
    [InlineData("""{"Day__c":"1699-12-31"}""", "date", "VALUE_STRING value 1699-12-31", 11)]
    [InlineData("""{"Moment__c":"2017-10-17 00:00:00"}""", "datetime", "VALUE_STRING value 2017-10-17 00:00:00", 14)]
    [InlineData("""{"Hour__c":"25:00:00"}""", "time", "VALUE_STRING value 25:00:00", 12)]
    [InlineData("""{"Whole__c":"pointChange"}""", "double", "VALUE_STRING value pointChange", 13)]
    [InlineData("""{"Short__c":"a","Flag__c":"perhaps"}""", "boolean", "VALUE_STRING value perhaps", 27)]
    [InlineData("""{"Flag__c":2.5}""", "boolean", "VALUE_NUMBER_FLOAT value 2.5", 12)]
    [InlineData("""{"Short__c":{"a":1}}""", "string", "START_OBJECT", 13)]
    [InlineData("""{"Short__c":["a"]}""", "string", "START_ARRAY", 13)]
    [InlineData("""{"Account__c":5}""", "reference", "VALUE_NUMBER_INT value 5", 15)]
    [InlineData("""{"Account__r":"Acme"}""", "SObject", "VALUE_STRING value Acme", 15)]
    public async Task Value_of_another_type_is_a_parser_error(string json, string type, string found, int column)
    {
        (int status, JsonElement body, _) = await _client.SendAsync("POST", "/sobjects/Thing__c", json);
        status.Should().Be(400);
        Shown(body).Should().Be($"JSON_PARSER_ERROR|Cannot deserialize instance of {type} from {found} or request may be missing a required field at [line:1, column:{column}]|-");
    }

    [Fact]
    public async Task Required_fields_are_asked_for_together_and_cannot_be_emptied()
    {
        (int status, JsonElement body, _) = await _client.SendAsync("POST", "/sobjects/Holder__c", "{}");
        status.Should().Be(400);
        Shown(body).Should().Be("REQUIRED_FIELD_MISSING|Required fields are missing: [Thing__c, Must__c]|Thing__c,Must__c");
        string holder = await CreateHolderAsync(await _client.CreateAsync("Thing__c", "{}"));
        (status, body, _) = await _client.SendAsync("PATCH", "/sobjects/Holder__c/" + holder, """{"Must__c":"  "}""");
        status.Should().Be(400, "blanks alone are an empty text, and an empty text is null");
        Shown(body).Should().Be("REQUIRED_FIELD_MISSING|Required fields are missing: [Must__c]|Must__c");
        (status, body, _) = await _client.SendAsync("POST", "/sobjects/Part__c", """{"Note__c":"n"}""");
        Shown(body).Should().Be("REQUIRED_FIELD_MISSING|Required fields are missing: [Thing__c]|Thing__c");
    }

    [Fact]
    public async Task Several_wrong_texts_are_named_together()
    {
        (_, JsonElement body, _) = await _client.SendAsync("POST", "/sobjects/Thing__c", """{"Short__c":"123456","Mail__c":"x"}""");
        body.EnumerateArray().Select(error => error.GetProperty("errorCode").GetString()).Should().Equal("STRING_TOO_LONG", "INVALID_EMAIL_ADDRESS");
    }

    [Fact]
    public async Task Unique_values_are_compared_as_their_field_says()
    {
        string first = await _client.CreateAsync("Thing__c", """{"Code__c":"One","Exact__c":"One"}""");
        (int status, JsonElement body, _) = await _client.SendAsync("POST", "/sobjects/Thing__c", """{"Code__c":"ONE"}""");
        status.Should().Be(400);
        Shown(body).Should().Be($"DUPLICATE_VALUE|duplicate value found: Code__c duplicates value on record with id: {first[..15]}|Code__c");
        await _client.CreateAsync("Thing__c", """{"Exact__c":"ONE"}""");
        (status, body, _) = await _client.SendAsync("POST", "/sobjects/Thing__c", """{"Exact__c":"One"}""");
        Shown(body).Should().StartWith("DUPLICATE_VALUE|");
        (await _client.QueryAsync("SELECT Id FROM Thing__c WHERE Exact__c = 'one'")).GetProperty("totalSize").GetInt32().Should().Be(0, "a case-sensitive field is compared by case");
        (await _client.QueryAsync("SELECT Id FROM Thing__c WHERE Exact__c LIKE 'o%'")).GetProperty("totalSize").GetInt32().Should().Be(0);
        (await _client.QueryAsync("SELECT Id FROM Thing__c WHERE Exact__c LIKE 'O%'")).GetProperty("totalSize").GetInt32().Should().Be(2);
        (await _client.QueryAsync("SELECT Id FROM Thing__c WHERE Code__c = 'oNE'")).GetProperty("totalSize").GetInt32().Should().Be(1);

        (await _client.SendAsync("DELETE", "/sobjects/Thing__c/" + first)).Status.Should().Be(204);
        await _client.CreateAsync("Thing__c", """{"Code__c":"one"}""");
    }

    [Fact]
    public async Task User_names_are_unique_in_words_of_their_own()
    {
        string profile = (await _client.QueryAsync("SELECT Id FROM Profile LIMIT 1")).GetProperty("records")[0].GetProperty("Id").GetString()!;
        string User(string name, string nickname) => $$"""
            {"Username":"{{name}}","CommunityNickname":"{{nickname}}","LastName":"U","Alias":"u","Email":"u@example.com","ProfileId":"{{profile}}",
             "TimeZoneSidKey":"Europe/Berlin","LocaleSidKey":"de_DE","LanguageLocaleKey":"de","EmailEncodingKey":"UTF-8"}
            """;
        await _client.CreateAsync("User", User("u@example.com", "u1"));
        (_, JsonElement body, _) = await _client.SendAsync("POST", "/sobjects/User", User("U@example.com", "u2"));
        Shown(body).Should().StartWith("DUPLICATE_USERNAME|Duplicate Username.");
        (_, body, _) = await _client.SendAsync("POST", "/sobjects/User", User("u3@example.com", "u1"));
        Shown(body).Should().StartWith("DUPLICATE_COMM_NICKNAME|");
        (_, body, _) = await _client.SendAsync("POST", "/sobjects/User", User("u4@example.com", "u4").Replace("Europe/Berlin", "Europe/Atlantis", StringComparison.Ordinal));
        Shown(body).Should().Be("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST|Time Zone: bad value for restricted picklist field: Europe/Atlantis|TimeZoneSidKey");
    }

    [Fact]
    public async Task Deleted_parent_and_fixed_master_are_refused()
    {
        string account = await _client.CreateAsync("Account", """{"Name":"Gone"}""");
        (await _client.SendAsync("DELETE", "/sobjects/Account/" + account)).Status.Should().Be(204);
        (int status, JsonElement body, _) = await _client.SendAsync("POST", "/sobjects/Thing__c", $$"""{"Account__c":"{{account}}"}""");
        status.Should().Be(400);
        Shown(body).Should().Be("ENTITY_IS_DELETED|entity is deleted|");

        string thing = await _client.CreateAsync("Thing__c", """{"Code__c":"master-1"}""");
        string other = await _client.CreateAsync("Thing__c", """{"Code__c":"master-2"}""");
        string part = await _client.CreateAsync("Part__c", $$"""{"Thing__c":"{{thing}}"}""");
        foreach (string change in (string[])[$$"""{"Thing__c":"{{other}}"}""", """{"Thing__r":{"Code__c":"master-2"}}"""])
        {
            (status, body, _) = await _client.SendAsync("PATCH", "/sobjects/Part__c/" + part, change);
            status.Should().Be(400);
            Shown(body).Should().Match("INVALID_FIELD_FOR_INSERT_UPDATE|Unable to create/update fields: Thing__c. *|Thing__c");
        }
    }

    [Theory]
    [InlineData("""{"Account__r":{"Key__c":"nobody"}}""", "INVALID_FIELD|Foreign key external ID: nobody not found for field Key__c in entity Account|")]
    [InlineData("""{"Account__r":{"Phone":"1"}}""", "INVALID_FIELD|Foreign key external ID: 1 not found for field Phone in entity Account|")]
    [InlineData("""{"Account__r":{"attributes":{"type":"Nothing"},"Key__c":"x"}}""", "INVALID_TYPE|sObject type 'Nothing' is not supported.|-")]
    [InlineData("""{"Account__r":{"attributes":{"type":5},"Key__c":"nobody"}}""", "INVALID_FIELD|Foreign key external ID: nobody not found for field Key__c in entity Account|")]
    [InlineData("""{"Account__r":{}}""", "JSON_PARSER_ERROR|Cannot deserialize instance of SObject from START_OBJECT *|-")]
    [InlineData("""{"Owner":{"Username":"admin@example.com"}}""", "JSON_PARSER_ERROR|Nested object for polymorphic foreign key must have an attributes field before any other fields.|-")]
    public async Task Parent_that_a_key_does_not_find_is_refused(string json, string error)
    {
        (int status, JsonElement body, _) = await _client.SendAsync("POST", "/sobjects/Thing__c", json);
        status.Should().Be(400);
        Shown(body).Should().Match(error);
    }

    [Theory]
    [InlineData("PATCH", "/sobjects/Thing__c/001Em0000000001AAA", 400, "MALFORMED_ID|Record ID: id value of incorrect type: 001Em0000000001AAA|Id")]
    [InlineData("PATCH", "/sobjects/Thing__c/short", 400, "MALFORMED_ID|Record ID: id value of incorrect type: short|Id")]
    [InlineData("DELETE", "/sobjects/Thing__c/short", 400, "MALFORMED_ID|Record ID: id value of incorrect type: short|Id")]
    [InlineData("PATCH", "/sobjects/Account/" + Unknown, 404, "NOT_FOUND|The requested resource does not exist|-")]
    [InlineData("GET", "/sobjects/Account/" + Unknown, 404, "NOT_FOUND|The requested resource does not exist|-")]
    [InlineData("PATCH", "/sobjects/Organization/00DEm0000000001MAA", 400, "INVALID_FIELD|No such column 'Nope' on sobject of type Organization|-")]
    public async Task Record_that_is_not_there_or_of_another_kind_is_refused(string method, string path, int status, string error)
    {
        (int answered, JsonElement body, _) = await _client.SendAsync(method, path, method == "PATCH" ? path.Contains("Organization", StringComparison.Ordinal) ? """{"Nope":1}""" : "{}" : null);
        answered.Should().Be(status);
        Shown(body).Should().Be(error);
    }

    private async Task<string> CreateHolderAsync(string thing) => await _client.CreateAsync("Holder__c", $$"""{"Thing__c":"{{thing}}","Must__c":"m"}""");

    /// <summary>The first error as <c>code|message|fields</c>, with <c>-</c> where it has no fields member.</summary>
    private static string Shown(JsonElement body)
    {
        JsonElement error = body[0];
        string fields = error.TryGetProperty("fields", out JsonElement list) ? string.Join(",", list.EnumerateArray().Select(field => field.GetString())) : "-";
        return $"{error.GetProperty("errorCode").GetString()}|{error.GetProperty("message").GetString()}|{fields}";
    }
}
