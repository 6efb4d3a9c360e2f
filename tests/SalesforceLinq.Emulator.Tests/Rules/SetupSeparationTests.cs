using System.Text.Json;
using SalesforceLinq.Emulator.Tests.Hosting;

namespace SalesforceLinq.Emulator.Tests.Rules;

/// <summary>Within one transaction, what decides who may see what is not written together with what is seen.</summary>
public sealed class SetupSeparationTests(OrgFixture fixture) : IClassFixture<OrgFixture>
{
    private const string Account = """{"attributes":{"type":"Account"},"Name":"Mixed"}""";
    private const string Role = """{"attributes":{"type":"UserRole"},"Name":"Mixed","OpportunityAccessForAccountOwner":"Edit"}""";

    private readonly OrgClient _client = fixture.Client;

    [Theory]
    [InlineData(Account, Role, "UserRole, original object: Account")]
    [InlineData(Role, Account, "Account, original object: UserRole")]
    public async Task Collection_refuses_the_second_kind(string first, string second, string objects)
    {
        JsonElement results = (await _client.SendAsync("POST", "/composite/sobjects", $$"""{"records":[{{first}},{{second}}]}""")).Body;
        results[0].GetProperty("success").GetBoolean().Should().BeTrue();
        JsonElement error = results[1].GetProperty("errors")[0];
        error.GetProperty("statusCode").GetString().Should().Be("MIXED_DML_OPERATION");
        error.GetProperty("message").GetString().Should().Be($"DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): {objects}");
    }

    [Fact]
    public async Task Collection_of_all_or_none_is_undone()
    {
        string name = "Mixed " + Guid.NewGuid().ToString("N");
        JsonElement results = (await _client.SendAsync("POST", "/composite/sobjects", $$"""{"allOrNone":true,"records":[{{Account.Replace("Mixed", name, StringComparison.Ordinal)}},{{Role}}]}""")).Body;
        results[0].GetProperty("errors")[0].GetProperty("statusCode").GetString().Should().Be("ALL_OR_NONE_OPERATION_ROLLED_BACK");
        (await _client.QueryAsync($"SELECT Id FROM Account WHERE Name = '{name}'")).GetProperty("totalSize").GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task Composite_refuses_it_only_where_its_requests_are_one_transaction()
    {
        string Requests(bool allOrNone) => $$"""
            {"allOrNone":{{(allOrNone ? "true" : "false")}},"compositeRequest":[
             {"method":"POST","url":"{{OrgClient.Root}}/sobjects/Account","referenceId":"a","body":{"Name":"Mixed"} },
             {"method":"POST","url":"{{OrgClient.Root}}/sobjects/UserRole","referenceId":"r","body":{"Name":"Mixed","OpportunityAccessForAccountOwner":"Edit"} }]}
            """;
        JsonElement one = (await _client.SendAsync("POST", "/composite", Requests(allOrNone: true))).Body.GetProperty("compositeResponse");
        one[1].GetProperty("body")[0].GetProperty("errorCode").GetString().Should().Be("MIXED_DML_OPERATION");
        JsonElement two = (await _client.SendAsync("POST", "/composite", Requests(allOrNone: false))).Body.GetProperty("compositeResponse");
        two[1].GetProperty("httpStatusCode").GetInt32().Should().Be(201);
    }

    [Fact]
    public async Task Batch_runs_its_requests_apart()
    {
        JsonElement batch = (await _client.SendAsync("POST", "/composite/batch", """
            {"batchRequests":[{"method":"POST","url":"v66.0/sobjects/Account","richInput":{"Name":"Mixed"}},
             {"method":"POST","url":"v66.0/sobjects/UserRole","richInput":{"Name":"Mixed","OpportunityAccessForAccountOwner":"Edit"}}]}
            """)).Body;
        batch.GetProperty("hasErrors").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task User_goes_with_everything_unless_it_decides_what_he_sees()
    {
        string account = await _client.CreateAsync("Account", """{"Name":"Mixed"}""");
        string role = await _client.CreateAsync("UserRole", """{"Name":"Seller","OpportunityAccessForAccountOwner":"Edit"}""");
        string user = (await _client.QueryAsync("SELECT Id FROM User WHERE Username != 'admin@example.com' LIMIT 1")).GetProperty("records")[0].GetProperty("Id").GetString()!;
        (await CodeOfSecondAsync($$"""{"attributes":{"type":"User"},"id":"{{user}}","Title":"Seller"}""")).Should().BeNull();
        (await CodeOfSecondAsync($$"""{"attributes":{"type":"User"},"id":"{{user}}","UserRoleId":"{{role}}"}""")).Should().Be("MIXED_DML_OPERATION");

        async Task<string?> CodeOfSecondAsync(string second)
        {
            JsonElement results = (await _client.SendAsync("PATCH", "/composite/sobjects", $$"""{"records":[{"attributes":{"type":"Account"},"id":"{{account}}","Site":"x"},{{second}}]}""")).Body;
            return results[1].GetProperty("success").GetBoolean() ? null : results[1].GetProperty("errors")[0].GetProperty("statusCode").GetString();
        }
    }

    [Theory]
    [InlineData("POST", """{"attributes":{"type":"UserRole"},"Nope__c":"x"}""", Account)]
    [InlineData("POST", """{"attributes":{"type":"Account"},"Nope__c":"x"}""", Role)]
    [InlineData("PATCH", """{"attributes":{"type":"UserRole"},"id":"{role}","Nope__c":"x"}""", """{"attributes":{"type":"Account"},"id":"{account}","Site":"x"}""")]
    public async Task Record_that_was_not_written_keeps_nothing_apart(string method, string refused, string second)
    {
        string account = await _client.CreateAsync("Account", """{"Name":"Mixed"}""");
        string role = await _client.CreateAsync("UserRole", """{"Name":"Mixed","OpportunityAccessForAccountOwner":"Edit"}""");
        string records = $"{refused},{second}".Replace("{role}", role, StringComparison.Ordinal).Replace("{account}", account, StringComparison.Ordinal);
        JsonElement results = (await _client.SendAsync(method, "/composite/sobjects", $$"""{"records":[{{records}}]}""")).Body;
        results[0].GetProperty("errors")[0].GetProperty("statusCode").GetString().Should().Be("INVALID_FIELD");
        results[1].GetProperty("success").GetBoolean().Should().BeTrue(results[1].ToString());
    }

    [Fact]
    public async Task Records_of_both_kinds_are_not_deleted_together()
    {
        string account = await _client.CreateAsync("Account", """{"Name":"Mixed"}""");
        string group = await _client.CreateAsync("Group", """{"Name":"Mixed"}""");
        JsonElement results = (await _client.SendAsync("DELETE", $"/composite/sobjects?ids={group},{account}")).Body;
        results[0].GetProperty("success").GetBoolean().Should().BeTrue();
        results[1].GetProperty("errors")[0].GetProperty("statusCode").GetString().Should().Be("MIXED_DML_OPERATION");
        JsonElement created = (await _client.SendAsync("POST", "/composite/sobjects", $$"""{"records":[{{Account}},{"attributes":{"type":"Group"},"Name":"Mixed too"}]}""")).Body;
        created[1].GetProperty("success").GetBoolean().Should().BeTrue("groups can be made beside everything");
    }
}
