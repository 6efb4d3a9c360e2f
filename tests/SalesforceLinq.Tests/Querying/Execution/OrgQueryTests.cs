using SalesforceLinq.Emulator;
using SalesforceLinq.Http;

namespace SalesforceLinq.Tests.Querying.Execution;

/// <summary>Queries as a user runs them, over real HTTP.</summary>
public sealed class OrgQueryTests : IAsyncLifetime
{
    private EmulatedOrg _org = null!;
    private Crm _crm = null!;

    public async Task InitializeAsync()
    {
        _org = await EmulatedOrg.StartAsync();
        SalesforceClient client = new(new AccessTokenCredential(_org.Url, _org.AccessToken));
        _crm = new Crm(new SalesforceContextOptionsBuilder<Crm>().UseClient(client).Options);
    }

    public async Task DisposeAsync()
    {
        await _crm.DisposeAsync();
        await _org.DisposeAsync();
    }

    [Fact]
    public async Task A_field_the_org_does_not_have_is_named_with_the_nearest_it_has() =>
        (await _crm.Invoking(crm => crm.Set<Misspelt>().ToListAsync()).Should().ThrowAsync<MappingException>())
            .WithMessage("Misspelt.LastNam stands for the field LastNam, which Contact does not have*nearest it has is LastName.*");

    [Fact]
    public async Task An_object_the_org_does_not_have_is_named_with_the_nearest_it_has() =>
        (await _crm.Invoking(crm => crm.Set<Acount>().ToListAsync()).Should().ThrowAsync<MappingException>())
            .WithMessage("The class Acount stands for the object Acount, which the org does not have*nearest it has is Account.*");

    [Fact]
    public async Task A_value_that_does_not_fit_its_property_is_named_with_object_field_kind_type_and_record() =>
        (await _crm.Invoking(crm => crm.Set<Misfit>().ToListAsync()).Should().ThrowAsync<MaterializationException>())
            .WithMessage("The field Account.Name holds a text, which does not fit Misfit.Name of type Int32.* The record is 001*");

    [Fact]
    public async Task A_page_that_breaks_off_says_how_many_records_were_read()
    {
        using SalesforceClient client = new(
            new AccessTokenCredential("https://stub.example.com", "token"), new SalesforceClientOptions { Handler = new BrokenPage(records: 3) });
        await using Crm crm = new(new SalesforceContextOptionsBuilder<Crm>().UseClient(client).Options);
        List<string?> delivered = [];
        Func<Task> reading = async () =>
        {
            await foreach (Contact contact in crm.Contacts.AsAsyncEnumerable())
                delivered.Add(contact.LastName);
        };
        (await reading.Should().ThrowAsync<SalesforceTransportException>()).WithMessage("*A page broke off after 3 records of 5 had been read.*");
        delivered.Should().Equal("Name 0", "Name 1", "Name 2");
    }

    [Fact]
    public async Task A_dropped_connection_never_makes_a_stream_short()
    {
        _org.Faults.Randomly(Fault.TruncatedBody(0.5), probability: 0.5, seed: 7, on: target => target.Path.Contains("/query", StringComparison.Ordinal));
        for (int i = 0; i < 8; i++)
        {
            List<string?> ids = [];
            try
            {
                await foreach (Contact contact in _crm.Contacts.AsNoTracking().AsAsyncEnumerable())
                    ids.Add(contact.Id);
                ids.Should().HaveCount(5200).And.OnlyHaveUniqueItems();
            }
            catch (SalesforceTransportException broken)
            {
                broken.Message.Should().NotBeNullOrEmpty();
                ids.Should().HaveCountLessThan(5200).And.OnlyHaveUniqueItems();
            }
        }
    }

    [Fact]
    public async Task Streaming_asks_for_each_page_once()
    {
        int before = _org.Requests.Count;
        (await _crm.Contacts.AsNoTracking().ToListAsync()).Should().HaveCount(5200).And.OnlyHaveUniqueItems(contact => contact.Id);
        (_org.Requests.Count - before).Should().Be(3);
    }

    [Fact]
    public async Task A_record_read_twice_is_one_entity()
    {
        Contact first = await _crm.Contacts.OrderBy(c => c.Id).FirstAsync();
        (await _crm.Contacts.OrderBy(c => c.Id).FirstAsync()).Should().BeSameAs(first);
        (await _crm.Contacts.AsNoTracking().OrderBy(c => c.Id).FirstAsync()).Should().NotBeSameAs(first);
    }

    [Fact]
    public async Task Written_soql_is_run_with_its_values_escaped()
    {
        string name = "O'Brien";
        IQueryable<Contact> query = _crm.Contacts.FromSoql($"SELECT Id, LastName FROM Contact WHERE LastName = {name} LIMIT 3");
        query.ToSoql().Should().Be(@"SELECT Id, LastName FROM Contact WHERE LastName = 'O\'Brien' LIMIT 3");
        (await query.ToListAsync()).Should().HaveCount(3).And.OnlyContain(contact => contact.LastName == name);
    }

    [Fact]
    public void Nothing_can_be_added_to_soql_that_cannot_be_read() =>
        _crm.Invoking(crm => crm.Contacts.FromSoql($"SELECT Id FROM Contact WITH SECURITY_ENFORCED").Where(c => c.Email != null).ToSoql())
            .Should().Throw<QueryNotSupportedException>().WithMessage("Nothing can be added by LINQ to this query, which is written as SOQL: *");

    [Fact]
    public async Task Distinct_values_of_a_group_are_counted() =>
        (await _crm.Contacts.GroupBy(c => c.LastName).Select(g => new { g.Key, N = g.Count(), Accounts = SoqlFunctions.CountDistinct(g.Select(c => c.AccountId)) }).ToListAsync())
            .Should().NotBeEmpty().And.OnlyContain(group => group.Accounts <= group.N && group.Accounts > 0);

    [Fact]
    public async Task The_org_explains_a_query() =>
        (await _crm.Contacts.Where(c => c.LastName == "Reed").ExplainAsync()).Should().NotBeEmpty();

    [Fact]
    public async Task An_included_parent_and_included_children_are_linked_both_ways()
    {
        Account account = await _crm.Accounts.Include(a => a.Contacts).Where(a => a.Contacts.Any()).OrderBy(a => a.Name).FirstAsync();
        account.Contacts.Should().NotBeEmpty().And.OnlyContain(contact => contact.Account == account);
        Contact contact = await _crm.Contacts.AsNoTracking().Include(c => c.Account).Where(c => c.AccountId != null).OrderBy(c => c.Id).FirstAsync();
        contact.Account!.Id.Should().Be(contact.AccountId);
        _crm.ChangeTracker.HasChanges().Should().BeFalse();
    }

    [Fact]
    public async Task Aggregates_follow_linqs_rules_on_nothing()
    {
        (await _crm.Accounts.Where(a => a.Name == "nobody").SumAsync(a => a.AnnualRevenue)).Should().Be(0);
        (await _crm.Accounts.Where(a => a.Name == "nobody").MaxAsync(a => a.AnnualRevenue)).Should().BeNull();
        (await _crm.Accounts.CountAsync()).Should().Be(240);
        (await _crm.Accounts.AnyAsync(a => a.Name == "nobody")).Should().BeFalse();
        (await _crm.Accounts.AllAsync(a => a.Name != null)).Should().BeTrue();
    }

    [Fact]
    public async Task An_empty_list_sends_nothing()
    {
        int before = _org.Requests.Count;
        string[] none = [];
        (await _crm.Contacts.Where(c => none.Contains(c.AccountId)).ToListAsync()).Should().BeEmpty();
        _org.Requests.Count.Should().Be(before);
    }

    /// <summary>Answers the beginning of a page, and no more.</summary>
    private sealed class BrokenPage(int records) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string rows = string.Join(',', Enumerable.Range(0, records).Select(number =>
                $"{{\"attributes\":{{\"type\":\"Contact\"}},\"Id\":\"00300000000000{number}AAA\",\"LastName\":\"Name {number}\",\"Email\":null,\"AccountId\":null}}"));
            return Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.OK)
            {
                RequestMessage = request,
                Content = new StringContent($"{{\"totalSize\":5,\"done\":true,\"records\":[{rows},{{\"attributes\":{{\"ty", System.Text.Encoding.UTF8, "application/json"),
            });
        }
    }

    public sealed class Crm(SalesforceContextOptions<Crm> options) : SalesforceContext(options)
    {
        public SObjectSet<Account> Accounts => Set<Account>();

        public SObjectSet<Contact> Contacts => Set<Contact>();

        protected override void OnModelCreating(ModelBuilder model)
        {
            model.Entity<Misspelt>();
            model.Entity<Acount>();
            model.Entity<Misfit>();
        }
    }

    public sealed class Account
    {
        public string? Id { get; set; }

        public string? Name { get; set; }

        public decimal? AnnualRevenue { get; set; }

        public ICollection<Contact> Contacts { get; set; } = [];
    }

    public sealed class Contact
    {
        public string? Id { get; set; }

        public string? LastName { get; set; }

        public string? Email { get; set; }

        public string? AccountId { get; set; }

        public Account? Account { get; set; }
    }

    [SObject("Contact")]
    public sealed class Misspelt
    {
        public string? Id { get; set; }

        public string? LastNam { get; set; }
    }

    public sealed class Acount
    {
        public string? Id { get; set; }
    }

    [SObject("Account")]
    public sealed class Misfit
    {
        public string? Id { get; set; }

        public int Name { get; set; }
    }
}
