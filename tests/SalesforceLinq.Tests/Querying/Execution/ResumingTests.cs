using SalesforceLinq.Emulator;
using SalesforceLinq.Http;
using SalesforceLinq.Tests.Querying.Subjects;

namespace SalesforceLinq.Tests.Querying.Execution;

/// <summary>A stream delivers every row, or throws: also when the org loses its place in the query.</summary>
public sealed class ResumingTests : IAsyncLifetime
{
    private const int Contacts = 700;

    private EmulatedOrg _org = null!;
    private SalesforceClient _client = null!;

    public async Task InitializeAsync()
    {
        _org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions
        {
            SampleData = new SampleData { Accounts = 1, Contacts = Contacts, Opportunities = 0, Leads = 0, Cases = 0, Tasks = 0, Products = 0, Campaigns = 0 },
            Schema = OrgSchema.Standard().WithObject("Contact", contact => contact.Checkbox("DoNotCall").MultiPicklist("Interests__c", ["A", "B", "C", "D"])),
        });
        _client = new(new AccessTokenCredential(_org.Url, _org.AccessToken));
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _org.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_query_ordered_by_id_goes_on_behind_its_last_record(bool isDescending)
    {
        await using CrmContext crm = Context();
        List<string?> whole = await Ids(crm, isDescending).ToListAsync();
        _org.Faults.Randomly(Fault.DeadCursor, probability: 0.7, seed: 3);
        (await Ids(crm, isDescending).ToListAsync()).Should().Equal(whole).And.HaveCount(Contacts);
        _org.Requests.Count(request => Uri.UnescapeDataString(request.Path).Contains(isDescending ? "Id < '" : "Id > '", StringComparison.Ordinal)).Should().BePositive();
    }

    [Fact]
    public async Task A_projection_without_the_id_goes_on_too()
    {
        await using CrmContext crm = Context();
        List<string> whole = await crm.Contacts.OrderBy(c => c.Id).Select(c => c.LastName).WithBatchSize(200).ToListAsync();
        _org.Faults.Next(Fault.DeadCursor, times: 2);
        (await crm.Contacts.OrderBy(c => c.Id).Select(c => c.LastName).WithBatchSize(200).ToListAsync()).Should().Equal(whole);
    }

    [Fact]
    public async Task The_rest_of_the_limit_is_kept()
    {
        await using CrmContext crm = Context();
        List<string?> whole = await crm.Contacts.Where(c => c.LastName != "x").OrderBy(c => c.Id).Skip(20).Take(450).Select(c => c.Id).WithBatchSize(200).ToListAsync();
        _org.Faults.Next(Fault.DeadCursor);
        (await crm.Contacts.Where(c => c.LastName != "x").OrderBy(c => c.Id).Skip(20).Take(450).Select(c => c.Id).WithBatchSize(200).ToListAsync()).Should().Equal(whole).And.HaveCount(450);
        Uri.UnescapeDataString(_org.Requests.Last(request => request.Path.Contains("q=", StringComparison.Ordinal)).Path.Replace('+', ' '))
            .Should().EndWith("LIMIT 250").And.Contain("WHERE LastName != 'x' AND Id > '").And.NotContain("OFFSET");
    }

    [Fact]
    public async Task A_query_without_an_order_goes_on_when_streams_are_resumable()
    {
        await using CrmContext crm = Context(resumable: true);
        _org.Faults.Next(Fault.DeadCursor, times: 2);
        List<Contact> contacts = await crm.Contacts.AsNoTracking().WithBatchSize(200).ToListAsync();
        contacts.Should().HaveCount(Contacts).And.OnlyHaveUniqueItems(contact => contact.Id);
        Uri.UnescapeDataString(_org.Requests.First(request => request.Path.Contains("q=", StringComparison.Ordinal)).Path.Replace('+', ' ')).Should().EndWith("FROM Contact ORDER BY Id");
    }

    [Fact]
    public async Task A_new_session_ends_cursors_and_not_streams()
    {
        using SalesforceClient client = new(new UsernamePasswordCredential(_org.Username, _org.Password) { SecurityToken = _org.SecurityToken, LoginUrl = _org.Url.ToString() });
        await using CrmContext crm = new(new SalesforceContextOptionsBuilder<CrmContext>().UseClient(client).UseResumableStreams().UsePrefetch(false).Options);
        List<string?> ids = [];
        await foreach (Contact contact in crm.Contacts.AsNoTracking().WithBatchSize(200).AsAsyncEnumerable())
        {
            ids.Add(contact.Id);
            if (ids.Count == 150)
                _org.Faults.Next(Fault.ExpiredSession);
        }

        ids.Should().HaveCount(Contacts).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_list_of_children_whose_place_was_lost_is_read_anew_with_its_parent()
    {
        await using CrmContext crm = Context(resumable: true);
        List<Account> accounts = await crm.Accounts.AsNoTracking().Include(a => a.Contacts).ToListAsync();
        accounts.Sum(a => a.Contacts.Count).Should().BeGreaterThan(500, "only then a list of children has pages of its own");
        _org.Faults.Next(Fault.DeadCursor, times: 2);
        List<Account> again = await crm.Accounts.AsNoTracking().Include(a => a.Contacts).WithBatchSize(200).ToListAsync();
        again.Select(a => (a.Id, a.Contacts.Count)).Should().BeEquivalentTo(accounts.Select(a => (a.Id, a.Contacts.Count)));
        again.SelectMany(a => a.Contacts).Should().OnlyHaveUniqueItems(contact => contact.Id);
    }

    [Fact]
    public async Task An_org_that_loses_every_place_is_given_up()
    {
        await using CrmContext crm = Context(resumable: true);
        _org.Faults.Randomly(Fault.DeadCursor, probability: 1, seed: 1);
        await crm.Invoking(c => c.Accounts.AsNoTracking().Include(a => a.Contacts).WithBatchSize(200).ToListAsync())
            .Should().ThrowAsync<QueryInterruptedException>().WithMessage("*it was tried again in vain*");
    }

    [Fact]
    public async Task A_query_in_another_order_says_that_it_was_interrupted()
    {
        await using CrmContext crm = Context(resumable: true);
        _org.Faults.Next(Fault.DeadCursor);
        List<Contact> delivered = [];
        Func<Task> reading = async () =>
        {
            await foreach (Contact contact in crm.Contacts.AsNoTracking().OrderBy(c => c.LastName).WithBatchSize(200).AsAsyncEnumerable())
                delivered.Add(contact);
        };
        QueryInterruptedException interrupted = (await reading.Should().ThrowAsync<QueryInterruptedException>())
            .WithMessage("The org lost its place in the query after 200 of 700 rows, and it cannot be taken up again: order it by Id*").Which;
        interrupted.Delivered.Should().Be(200);
        interrupted.TotalSize.Should().Be(Contacts);
        delivered.Should().HaveCount(200);
        interrupted.InnerException.Should().BeOfType<SalesforceApiException>();
    }

    [Fact]
    public async Task Written_soql_says_that_it_was_interrupted()
    {
        await using CrmContext crm = Context();
        _org.Faults.Next(Fault.DeadCursor);
        await crm.Invoking(c => c.Contacts.FromSoql($"SELECT Id FROM Contact ORDER BY Id").WithBatchSize(200).ToListAsync())
            .Should().ThrowAsync<QueryInterruptedException>().WithMessage("*it is written as SOQL*");
    }

    [Fact]
    public async Task Another_number_of_records_than_announced_is_found_out()
    {
        using SalesforceClient client = new(new AccessTokenCredential("https://stub.example.com", "token"), new SalesforceClientOptions { Handler = new ShortAnswer() });
        await using CrmContext crm = new(new SalesforceContextOptionsBuilder<CrmContext>().UseClient(client).Options);
        (await crm.Invoking(c => c.Contacts.Select(x => x.LastName).ToListAsync()).Should().ThrowAsync<QueryInterruptedException>())
            .WithMessage("The org announced 3 records and sent 2.*").Which.Delivered.Should().Be(2);
    }

    private static IQueryable<string?> Ids(CrmContext crm, bool isDescending) =>
        (isDescending ? crm.Contacts.OrderByDescending(c => c.Id) : crm.Contacts.OrderBy(c => c.Id)).WithBatchSize(200).Select(c => c.Id);

    private CrmContext Context(bool resumable = false) =>
        new(new SalesforceContextOptionsBuilder<CrmContext>().UseClient(_client).UseResumableStreams(resumable).Options);

    private sealed class ShortAnswer : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(
            new HttpResponseMessage(System.Net.HttpStatusCode.OK)
            {
                RequestMessage = request,
                Content = new StringContent("""{"totalSize":3,"done":true,"records":[{"LastName":"a"},{"LastName":"b"}]}""", System.Text.Encoding.UTF8, "application/json"),
            });
    }
}
