using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Emulator;

namespace SalesforceLinq.Http.Tests.Bulk;

public sealed class BulkQueryTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static readonly BulkQueryOptions Soon = new() { FirstWait = TimeSpan.FromMilliseconds(2), LongestWait = TimeSpan.FromMilliseconds(50) };

    [Fact]
    public async Task All_rows_of_all_pages_are_streamed()
    {
        List<string?> ids = await Client.Bulk.QueryAsync("SELECT Id, LastName FROM Contact", Soon with { PageSize = 700 }).Select(row => (string?)row["Id"]).ToListAsync();

        ids.Should().BeEquivalentTo(await Client.QueryAsync("SELECT Id FROM Contact").Select(row => (string?)row["Id"]).ToListAsync());
        Org.Requests.Count(request => request.Path.Contains("/results")).Should().Be(4);
    }

    [Fact]
    public async Task Rows_have_texts_and_nulls_and_parents_of_their_own()
    {
        string name = UniqueText();
        string account = (await Client.SObject("Account").CreateAsync(new { Name = name, AnnualRevenue = 12 })).Id!;
        await Client.SObject("Contact").CreateAsync(new { LastName = "Reed", AccountId = account });

        JObject row = await Client.Bulk.QueryAsync(Soql.Format($"SELECT LastName, FirstName, IsDeleted, Account.Name, Account.AnnualRevenue FROM Contact WHERE AccountId = {account}"), Soon).SingleAsync();

        ((string?)row["LastName"], (string?)row["FirstName"], (string?)row["IsDeleted"], (string?)row["Account"]!["Name"]).Should().Be(("Reed", null, "false", name));
        decimal.Parse((string)row["Account"]!["AnnualRevenue"]!, System.Globalization.CultureInfo.InvariantCulture).Should().Be(12);
    }

    [Fact]
    public async Task Rows_are_read_as_objects()
    {
        string key = UniqueText();
        await Client.SObject("Invoice__c").CreateAsync(new { Key__c = key, Amount__c = 99.5m, Sent__c = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), Due__c = new DateOnly(2026, 3, 4) });

        Invoice invoice = await Client.Bulk.QueryAsync<Invoice>(Soql.Format($"SELECT Id, IsDeleted, Amount__c, Sent__c, Due__c, Note__c FROM Invoice__c WHERE Key__c = {key}"), Soon).SingleAsync();

        (invoice.IsDeleted, invoice.Amount, invoice.Sent, invoice.Due, invoice.Note).Should().Be((false, 99.5m, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), new DateOnly(2026, 3, 4), null));
    }

    [Fact]
    public async Task Deleted_records_are_found_when_asked_for()
    {
        string name = UniqueText();
        string id = (await Client.SObject("Account").CreateAsync(new { Name = name })).Id!;
        await Client.SObject("Account").DeleteAsync(id);
        string soql = Soql.Format($"SELECT Id FROM Account WHERE Name = {name}");

        (await Client.Bulk.QueryAsync(soql, Soon).CountAsync()).Should().Be(0);
        (await Client.Bulk.QueryAsync(soql, Soon with { IncludeDeleted = true }).CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task A_query_that_the_bulk_api_cannot_run_is_refused()
    {
        await FluentActions.Awaiting(async () => await Client.Bulk.QueryAsync("SELECT COUNT(Id) FROM Account", Soon).ToListAsync()).Should().ThrowAsync<SalesforceApiException>();
        await FluentActions.Awaiting(async () => await Client.Bulk.QueryAsync("SELECT Nonsense FROM Account", Soon).ToListAsync()).Should().ThrowAsync<SalesforceApiException>();
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("GET")]
    public async Task A_lost_answer_is_asked_for_again(string method)
    {
        Org.Faults.Next(Fault.DroppedAfterCommit, on: target => target.Method == method && target.Path.Contains("jobs/query"));
        (await Client.Bulk.QueryAsync("SELECT Id FROM Account", Soon).CountAsync()).Should().BeGreaterThanOrEqualTo(20);
    }

    [Theory]
    [InlineData("Id,Name\n1,A\n", "The answer broke off after 1 of 2 rows.")]
    [InlineData("Id,Name\n1,A\n2", "The answer is not CSV as the Bulk API writes it*")]
    [InlineData("Id,Name\n1,A\n2,\"B", "The answer is not CSV as the Bulk API writes it*")]
    public async Task Rows_that_are_missing_are_no_end(string csv, string problem)
    {
        await using SalesforceClient client = new StubOrg()
            .Answers("""{"id":"750000000000001AAA","state":"UploadComplete"}""")
            .Answers("""{"id":"750000000000001AAA","state":"JobComplete"}""")
            .Answers(csv, mediaType: "text/csv", change: answer => answer.Headers.Add("Sforce-NumberOfRecords", "2"))
            .Client();

        await FluentActions.Awaiting(async () => await client.Bulk.QueryAsync("SELECT Id, Name FROM Account", Soon).ToListAsync())
            .Should().ThrowAsync<SalesforceTransportException>().WithMessage($"*{problem}*");
    }

    [Fact]
    public async Task A_query_whose_job_fails_says_why()
    {
        await using SalesforceClient client = new StubOrg()
            .Answers("""{"id":"750000000000001AAA","state":"UploadComplete"}""")
            .Answers("""{"id":"750000000000001AAA","state":"Failed","operation":"query","object":"Account","errorMessage":"QUERY_TIMEOUT"}""")
            .Client();

        await FluentActions.Awaiting(async () => await client.Bulk.QueryAsync("SELECT Id FROM Account", Soon).ToListAsync())
            .Should().ThrowAsync<BulkJobException>().WithMessage("query of Account (750000000000001AAA) ended as Failed: QUERY_TIMEOUT*");
    }

    private sealed class Invoice
    {
        public string? Id { get; set; }

        public bool IsDeleted { get; set; }

        [JsonProperty("Amount__c")]
        public decimal? Amount { get; set; }

        [JsonProperty("Sent__c")]
        public DateTimeOffset? Sent { get; set; }

        [JsonProperty("Due__c")]
        public DateOnly? Due { get; set; }

        [JsonProperty("Note__c")]
        public string? Note { get; set; }
    }
}
