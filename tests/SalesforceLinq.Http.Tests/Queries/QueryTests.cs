using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Emulator;

namespace SalesforceLinq.Http.Tests.Queries;

public sealed class QueryTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]
    public async Task Batch_size_is_sent_as_a_hint()
    {
        QueryPage page = await Client.QueryPageAsync("SELECT Id FROM Contact", new QueryOptions { BatchSize = 200 });
        page.Records.Should().HaveCount(200);
    }

    [Fact]
    public void Batch_size_out_of_range_is_refused()
    {
        Action make = () => _ = new QueryOptions { BatchSize = 100 };
        make.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*200 to 2,000*");
    }

    [Fact]
    public async Task Query_all_reads_deleted_rows()
    {
        string key = UniqueText();
        SObjectClient invoices = Client.SObject("Invoice__c");
        await invoices.DeleteAsync((await invoices.CreateAsync(new { Key__c = key })).Id!);
        string soql = Soql.Format($"SELECT Id, IsDeleted FROM Invoice__c WHERE Key__c = {key}");
        (await Client.QueryPageAsync(soql)).Records.Should().BeEmpty();
        (await Client.QueryPageAsync(soql, new QueryOptions { IncludeDeleted = true })).Records.Should().ContainSingle();
    }

    [Fact]
    public async Task Query_too_long_for_a_url_goes_through_composite()
    {
        List<JObject> contacts = await Client.QueryAsync("SELECT Id FROM Contact ORDER BY Id LIMIT 1200").ToListAsync();
        string[] ids = [.. contacts.Select(row => (string)row["Id"]!)];
        string soql = Soql.Format($"SELECT Id FROM Contact WHERE Id IN {ids} ORDER BY Id");
        soql.Length.Should().BeGreaterThan(16_384);
        Org.Requests.Clear();

        QueryPage page = await Client.QueryPageAsync(soql, new QueryOptions { BatchSize = 500 });

        page.TotalSize.Should().Be(1200);
        page.Records.Should().HaveCount(500);
        (await Client.QueryMoreAsync(page.NextRecordsUrl!)).Records.Should().HaveCount(500);
        Org.Requests.First().Path.Should().EndWith("/composite");
        (await Client.QueryAsync(soql).CountAsync()).Should().Be(1200);
    }

    [Fact]
    public async Task Error_in_a_query_through_composite_is_the_error_of_the_query()
    {
        string[] ids = [.. Enumerable.Range(0, 1000).Select(number => $"name {number:0000000000}")];
        Func<Task> query = () => Client.QueryPageAsync(Soql.Format($"SELECT Nothing FROM Contact WHERE LastName IN {ids}"));
        SalesforceApiException error = (await query.Should().ThrowAsync<SalesforceApiException>()).Which;
        error.ErrorCode.Should().Be(SalesforceErrorCodes.InvalidField);
        error.StatusCode.Should().Be(System.Net.HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Rows_are_read_into_classes_with_parents_and_children()
    {
        List<AccountRow> accounts = await Client.QueryAsync<AccountRow>(
            "SELECT Id, Name, CreatedDate, (SELECT Id, LastName FROM Contacts) FROM Account WHERE Id IN (SELECT AccountId FROM Contact) LIMIT 5").ToListAsync();
        accounts.Should().NotBeEmpty();
        accounts[0].Id.IsEmpty.Should().BeFalse();
        accounts[0].CreatedDate.Should().BeAfter(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero));
        accounts[0].Contacts.Should().NotBeEmpty();
        accounts[0].Contacts![0].Surname.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Stopping_in_the_middle_ends_the_query()
    {
        int read = 0;
        await foreach (JObject row in Client.QueryAsync("SELECT Id FROM Contact"))
        {
            if (++read == 3)
                break;
        }

        read.Should().Be(3);
    }

    [Fact]
    public async Task Dead_cursor_is_an_error_with_its_code()
    {
        Org.Faults.Next(Fault.DeadCursor);
        Func<Task> read = async () => await Client.QueryAsync("SELECT Id FROM Contact").CountAsync();
        (await read.Should().ThrowAsync<SalesforceApiException>()).Which.ErrorCode.Should().Be(SalesforceErrorCodes.InvalidQueryLocator);
    }

    [Fact]
    public async Task Explain_tells_the_plan_without_running_the_query()
    {
        IReadOnlyList<QueryExplanation> plans = await Client.ExplainAsync("SELECT Id FROM Contact WHERE FirstName = 'x'");
        plans[0].SObjectType.Should().Be("Contact");
        plans[0].LeadingOperationType.Should().Be("TableScan");
        plans[0].SObjectCardinality.Should().BeGreaterThanOrEqualTo(2_300);
        (await Client.ExplainAsync("SELECT Id FROM Contact WHERE Id = '003000000000001AAA'"))[0].LeadingOperationType.Should().Be("Index");
        Func<Task> malformed = () => Client.ExplainAsync("SELECT FROM");
        (await malformed.Should().ThrowAsync<SalesforceApiException>()).Which.ErrorCode.Should().Be(SalesforceErrorCodes.MalformedQuery);
    }

    [Fact]
    public async Task Long_child_list_of_the_org_arrives_whole()
    {
        string account = (await Client.SObject("Account").CreateAsync(new { Name = "Many children" })).Id!;
        for (int call = 0; call < 4; call++)
            await Client.Collections.CreateAsync("Opportunity", Enumerable.Range(0, 200).Select(number => new { Name = $"O{call}-{number}", StageName = "Prospecting", CloseDate = new DateOnly(2026, 1, 1), AccountId = account }));
        Org.Requests.Clear();
        List<JObject> rows = await Client.QueryAsync(Soql.Format($"SELECT Id, (SELECT Id, Name FROM Opportunities) FROM Account WHERE Id = {account}")).ToListAsync();
        rows[0]["Opportunities"]!["records"]!.Select(child => (string)child["Id"]!).Should().HaveCount(800).And.OnlyHaveUniqueItems();
        rows[0]["Opportunities"]!["done"]!.Value<bool>().Should().BeTrue();
        Org.Requests.Count.Should().BeGreaterThan(1, "the list has pages of its own");
    }

    [Fact]
    public async Task Child_list_with_pages_of_its_own_is_followed()
    {
        var stub = new StubOrg()
            .Answers("""
                {"totalSize":1,"done":true,"records":[{"attributes":{"type":"Account"},"Id":"001000000000001AAA","Contacts":
                {"totalSize":3,"done":false,"nextRecordsUrl":"/services/data/v66.0/query/0r8000000000001AAA-1","records":[{"attributes":{"type":"Contact"},"Name":"a"}]}}]}
                """)
            .Answers("""{"totalSize":3,"done":false,"nextRecordsUrl":"/services/data/v66.0/query/0r8000000000001AAA-2","records":[{"Name":"b"}]}""")
            .Answers("""{"totalSize":3,"done":true,"records":[{"Name":"c"}]}""");
        await using SalesforceClient client = stub.Client();
        List<JObject> rows = await client.QueryAsync("SELECT Id, (SELECT Name FROM Contacts) FROM Account").ToListAsync();
        rows[0]["Contacts"]!["records"]!.Select(child => (string)child["Name"]!).Should().Equal("a", "b", "c");
        rows[0]["Contacts"]!["done"]!.Value<bool>().Should().BeTrue();
    }

    [Fact]
    public async Task Row_that_does_not_fit_the_class_is_named_with_its_number()
    {
        Func<Task> read = async () => await Client.QueryAsync<WrongRow>("SELECT Id, Name FROM Account LIMIT 2").CountAsync();
        SalesforceTransportException error = (await read.Should().ThrowAsync<SalesforceTransportException>()).Which;
        error.Message.Should().Contain("Row 0 does not fit a WrongRow").And.Contain("Name");
        error.BodyStart.Should().StartWith("{\"attributes\"");
    }

    [Fact]
    public async Task Page_without_its_end_is_never_taken_for_the_last()
    {
        await using SalesforceClient client = new StubOrg().Answers("""{"totalSize":3,"done":false,"records":[{"Name":"b"}]}""").Client();
        Func<Task> read = async () => await client.QueryAsync("SELECT Name FROM Account").CountAsync();
        await read.Should().ThrowAsync<SalesforceTransportException>();
    }

    public sealed class WrongRow
    {
        public int Name { get; set; }
    }

    public sealed class AccountRow
    {
        public SalesforceId Id { get; set; }

        public string? Name { get; set; }

        public DateTimeOffset CreatedDate { get; set; }

        public List<ContactRow>? Contacts { get; set; }
    }

    public sealed class ContactRow
    {
        [JsonProperty("LastName")]
        public string Surname { get; set; } = "";
    }
}
