using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Emulator;
using SalesforceLinq.Http;

// Apart from what every file here has, those are all the namespaces a program needs.
namespace SalesforceLinq.Tests.Surface;

/// <summary>Programs compile against these names: whoever renames one breaks them. Each stands here once, used as a program would.</summary>
public sealed class FixedNamesTests : IAsyncLifetime
{
    private EmulatedOrg _org = null!;
    private SalesforceClient _client = null!;

    public async Task InitializeAsync()
    {
        _org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions
        {
            Port = 0,
            DatabasePath = null,
            Schema = OrgSchema.Standard().WithObject("Invoice__c", o => o.Text("Key__c", 40, externalId: true)),
            SampleData = SampleData.Standard,
            Clock = TimeProvider.System,
            TimeZone = TimeZoneInfo.Utc,
            DailyApiRequests = 100_000,
        });
        _client = new SalesforceClient(new AccessTokenCredential(_org.Url, _org.AccessToken));
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _org.DisposeAsync();
    }

    [Fact]
    public async Task Context_has_the_names_programs_use()
    {
        await using CrmContext context = new(new SalesforceContextOptionsBuilder<CrmContext>().UseClient(_client).Options);
        List<string> heard = [];
        context.SavingChanges += (_, _) => heard.Add("saving");
        context.SavedChanges += (_, _) => heard.Add("saved");
        context.SaveChangesFailed += (_, _) => heard.Add("failed");
        Invoice one = new() { Key = "1" };
        Invoice two = new() { Key = "2" };

        context.Invoices.Add(one);
        context.Invoices.AddRange([two]);
        SaveResult result = await context.SaveChangesAsync();
        (result.Written, result.ApiCalls, result.Entries.Count).Should().Be((2, 1, 2));
        one.Key = "3";
        context.Invoices.Update(two);
        context.Invoices.Upsert(new Invoice { Key = "4" }, x => x.Key);
        await context.SaveChangesAsync(new SaveOptions { Atomicity = SaveAtomicity.Required });
        (await context.Invoices.FindAsync(one.Id!)).Should().BeSameAs(one);
        (await context.Invoices.FindAsync(x => x.Key, "2")).Should().BeSameAs(two);
        context.Entry(one).State.Should().Be(EntityState.Unchanged);
        context.Invoices.Local.Should().HaveCount(3);
        context.Invoices.Remove(one);
        context.Invoices.RemoveRange([two]);
        await context.SaveChangesAsync();
        context.Invoices.Attach(new Invoice { Id = "a00000000000001AAA" }).Entity.Key = "5";
        SaveFailedException failed = (await context.Awaiting(c => c.SaveChangesAsync(new SaveOptions { Atomicity = SaveAtomicity.None })).Should().ThrowAsync<SaveFailedException>()).Which;

        failed.Failures[0].Entry.Entity.Should().BeOfType<Invoice>();
        (failed.Failures[0].ErrorCode, failed.Failures[0].Message, failed.Failures[0].Fields, failed.Saved.Count).Should().NotBeNull();
        heard.Should().Equal("saving", "saved", "saving", "saved", "saving", "saved", "saving", "failed");
        (context.ChangeTracker.HasChanges(), context.Client, context.Model, context.Set<Invoice>(), SaveAtomicity.WhenPossible).Should().NotBeNull();
    }

    [Fact]
    public async Task Queries_have_the_names_programs_use()
    {
        await using CrmContext context = new(new SalesforceContextOptionsBuilder<CrmContext>().UseClient(_client).Options);
        IQueryable<Contact> all = context.Contacts.AsNoTracking().OrderBy(c => c.Id);
        int count = await all.CountAsync();
        string id = (await all.FirstAsync()).Id!;

        (await all.ToListAsync()).Should().HaveCount(count);
        (await all.ToArrayAsync()).Should().HaveCount(count);
        (await all.ToDictionaryAsync(c => c.Id!)).Should().HaveCount(count);
        (await all.Select(c => c.Id).ToHashSetAsync()).Should().HaveCount(count);
        (await all.FirstOrDefaultAsync(c => c.Id == id))!.Id.Should().Be(id);
        (await all.SingleAsync(c => c.Id == id)).Id.Should().Be(id);
        (await all.SingleOrDefaultAsync(c => c.Id == id))!.Id.Should().Be(id);
        (await all.LastAsync()).Id.Should().Be((await all.LastOrDefaultAsync())!.Id);
        (await all.ElementAtAsync(0)).Id.Should().Be(id);
        (await all.AnyAsync(), await all.AllAsync(c => c.Id != null), await all.LongCountAsync()).Should().Be((true, true, count));
        (await all.Select(c => c.Id).ContainsAsync(id)).Should().BeTrue();
        decimal? sum = await context.Accounts.SumAsync(a => a.AnnualRevenue);
        (sum, await context.Accounts.AverageAsync(a => a.AnnualRevenue), await context.Accounts.MinAsync(a => a.AnnualRevenue), await context.Accounts.MaxAsync(a => a.AnnualRevenue))
            .Should().NotBeNull();
        int seen = 0;
        await all.ForEachAsync(_ => seen++);
        await foreach (Contact _ in context.Contacts.AsAsyncEnumerable())
            seen++;
        await foreach (Contact _ in all.AsAsyncEnumerable())
            seen++;
        seen.Should().Be(count * 3);
        (all.ToList().Count, all.First().Id).Should().Be((count, id));
    }

    [Fact]
    public async Task Modifiers_have_the_names_programs_use()
    {
        await using CrmContext context = new(new SalesforceContextOptionsBuilder<CrmContext>().UseClient(_client).Options);
        string lastName = "O'Neil";

        context.Contacts.AsTracking().IncludeDeleted().UsingScope("mine").ForView().ForReference().WithBatchSize(200).ToSoql().Should().Contain("USING SCOPE mine");
        context.Accounts.Include(a => a.Contacts).ThenInclude(c => c.Account).ToSoql().Should().Contain("FROM Contacts");
        context.Contacts.OrderBy(c => c.LastName).NullsFirst().ThenBy(c => c.Level).NullsLast().ToSoql().Should().Contain("NULLS LAST");
        context.Contacts.GroupBy(c => c.LastName).Rollup().Select(g => new { g.Key, Count = g.Count() }).ToSoql().Should().Contain("ROLLUP");
        context.Contacts.GroupBy(c => c.LastName).Cube().Select(g => new { g.Key, Count = g.Count() }).ToSoql().Should().Contain("CUBE");
        context.Contacts.FromSoql($"SELECT Id FROM Contact WHERE LastName = {lastName}").ToSoql().Should().Contain(@"'O\'Neil'");
        (await context.Contacts.ExplainAsync()).Should().NotBeNull();
    }

    [Fact]
    public async Task Functions_and_date_literals_have_the_names_programs_use()
    {
        await using CrmContext context = new(new SalesforceContextOptionsBuilder<CrmContext>().UseClient(_client).Options);
        IQueryable<Contact> contacts = context.Contacts;

        contacts.Where(c => SoqlFunctions.Like(c.LastName, "A%") || SoqlFunctions.Includes(c.Level, "A") || SoqlFunctions.Excludes(c.Level, "B")).ToSoql()
            .Should().Contain("LIKE").And.Contain("INCLUDES").And.Contain("EXCLUDES");
        contacts.Select(c => new { Label = SoqlFunctions.ToLabel(c.Level), Text = SoqlFunctions.Format(c.CreatedDate) }).ToSoql().Should().Contain("toLabel").And.Contain("FORMAT");
        context.Accounts.Select(a => SoqlFunctions.ConvertCurrency(a.AnnualRevenue)).ToSoql().Should().Contain("convertCurrency");
        contacts.Where(c => SoqlFunctions.CalendarYear(c.CreatedDate) == 2024 && SoqlFunctions.CalendarQuarter(c.CreatedDate) == 1 && SoqlFunctions.CalendarMonth(c.CreatedDate) == 1
            && SoqlFunctions.DayInMonth(c.CreatedDate) == 1 && SoqlFunctions.DayInWeek(c.CreatedDate) == 1 && SoqlFunctions.DayInYear(c.CreatedDate) == 1
            && SoqlFunctions.DayOnly(c.CreatedDate) == new DateOnly(2024, 1, 1) && SoqlFunctions.FiscalYear(c.CreatedDate) == 2024 && SoqlFunctions.FiscalQuarter(c.CreatedDate) == 1
            && SoqlFunctions.FiscalMonth(c.CreatedDate) == 1 && SoqlFunctions.HourInDay(SoqlFunctions.ConvertTimezone(c.CreatedDate)) == 1
            && SoqlFunctions.WeekInMonth(c.CreatedDate) == 1 && SoqlFunctions.WeekInYear(c.CreatedDate) == 1).ToSoql().Should().Contain("HOUR_IN_DAY(convertTimezone(CreatedDate))");
        context.Accounts.OrderBy(a => SoqlFunctions.Distance(a.BillingAddress, 1, 2, DistanceUnit.Miles)).ToSoql().Should().Contain("DISTANCE");
        contacts.GroupBy(c => c.LastName).Rollup().Select(g => new { Level = SoqlFunctions.CountDistinct(g.Select(c => c.Level)), Is = SoqlFunctions.Grouping(g.Key) }).ToSoql()
            .Should().Contain("COUNT_DISTINCT").And.Contain("GROUPING");
        contacts.Where(c => c.CreatedDate == SoqlFunctions.Today || c.CreatedDate == SoqlFunctions.Yesterday || c.CreatedDate == SoqlFunctions.Tomorrow || c.CreatedDate > SoqlFunctions.ThisWeek
            || c.CreatedDate == SoqlFunctions.LastWeek || c.CreatedDate == SoqlFunctions.NextWeek || c.CreatedDate == SoqlFunctions.LastNDays(3)
            || c.CreatedDate == SoqlFunctions.NextNDays(3) || c.CreatedDate >= SoqlFunctions.NMonthsAgo(3)).ToSoql().Should().Contain("LAST_N_DAYS:3").And.Contain("N_MONTHS_AGO:3");
    }

    [Fact]
    public async Task Client_has_the_names_programs_use()
    {
        RecordResult made = await _client.SObject("Contact").CreateAsync(new { LastName = "Smith", Email = "example@example.com" });
        (made.Success, made.Errors.Count).Should().Be((true, 0));
        JObject contact = await new SObjectClient("Contact", _client).GetAsync(made.Id!);
        contact["LastName"]!.ToString().Should().Be("Smith");
        await foreach (JObject row in _client.QueryAsync("SELECT Id FROM Contact WHERE LastName = 'Smith' LIMIT 1"))
            row["Id"].Should().NotBeNull();
        (await _client.QueryAsync("SELECT Id FROM Contact LIMIT 2").ToListAsync()).Should().HaveCount(2);
        QueryPage page = await _client.QueryPageAsync("SELECT Id FROM Contact LIMIT 2");
        (page.TotalSize, page.Records.Count).Should().Be((2, 2));
        SalesforceApiException refused = (await FluentActions.Awaiting(() => _client.QueryPageAsync("SELECT Nme FROM Contact")).Should().ThrowAsync<SalesforceApiException>()).Which;
        (refused.StatusCode, refused.Errors[0].ErrorCode, refused.Errors[0].Message, refused.Errors[0].Fields).Should().NotBeNull();
        Type[] exceptions = [typeof(SessionExpiredException), typeof(RequestLimitExceededException), typeof(RecordNotFoundException), typeof(MultipleMatchesException), typeof(SignInFailedException)];
        exceptions.Should().OnlyContain(type => type.IsAssignableTo(typeof(SalesforceApiException)));
        (await _client.GetLimitsAsync()).Should().NotBeEmpty();
        (await _client.IsSandboxAsync(), _client.Usage, new SalesforceClientOptions().Proxy).Should().NotBeNull();
    }

    [Fact]
    public async Task Credentials_have_the_names_programs_use()
    {
        SalesforceCredential[] credentials =
        [
            new UsernamePasswordCredential(_org.Username, _org.Password) { SecurityToken = _org.SecurityToken, LoginUrl = _org.Url.ToString() },
            new OAuthPasswordCredential(_org.ClientId, _org.ClientSecret, _org.Username, _org.Password) { LoginUrl = _org.Url.ToString() },
            new ClientCredentialsCredential(_org.Url.ToString(), _org.ClientId, _org.ClientSecret),
        ];
        using HttpClient http = new();
        foreach (SalesforceCredential credential in credentials)
        {
            SalesforceSession session = await credential.SignInAsync(http);
            session.AccessToken.Should().NotBeEmpty($"{credential.GetType().Name} signs in");
            session.InstanceUrl.Should().Be(_org.Url);
        }

        new UsernamePasswordCredential("user", "password") { OrganizationId = "00D000000000001", Sandbox = true }.ToString().Should().NotContain("password\"");
        Type[] others = [typeof(JwtBearerCredential), typeof(RefreshTokenCredential), typeof(AuthorizationCodeCredential), typeof(DeviceCodeCredential), typeof(SalesforceCliCredential)];
        others.Should().OnlyContain(type => type.IsAssignableTo(typeof(SalesforceCredential)));
    }

    [Fact]
    public async Task Emulated_org_and_registration_have_the_names_programs_use()
    {
        _org.Apex.Should().NotBeNull();
        _org.Faults.Next(Fault.ServiceUnavailable);
        _org.Faults.Clear();
        await _org.ResetAsync();
        ServiceCollection services = new();
        services.AddSalesforceContext<CrmContext>(o => o.UseOrg(new ClientCredentialsCredential(_org.Url.ToString(), _org.ClientId, _org.ClientSecret)));
        services.AddSalesforceContextFactory<CrmContext>(o => o.UseClient(_client));
        services.AddSalesforceClient(new AccessTokenCredential(_org.Url, _org.AccessToken));
        await using ServiceProvider provider = services.BuildServiceProvider();
        await using AsyncServiceScope scope = provider.CreateAsyncScope();

        (await scope.ServiceProvider.GetRequiredService<CrmContext>().Contacts.CountAsync()).Should().BePositive();
        _org.Requests.Should().NotBeEmpty();
    }

    private sealed class CrmContext(SalesforceContextOptions<CrmContext> options) : SalesforceContext(options)
    {
        public SObjectSet<Account> Accounts => Set<Account>();

        public SObjectSet<Contact> Contacts => Set<Contact>();

        public SObjectSet<Invoice> Invoices => Set<Invoice>();

        protected override void OnModelCreating(ModelBuilder model) => model.Entity<Invoice>().ToSObject("Invoice__c");
    }

    private sealed class Account
    {
        public string? Id { get; set; }

        public decimal? AnnualRevenue { get; set; }

        public Address? BillingAddress { get; set; }

        public ICollection<Contact> Contacts { get; set; } = [];
    }

    [SObject("Contact")]
    private sealed class Contact
    {
        public string? Id { get; set; }

        public string? LastName { get; set; }

        [Field("Title")]
        public string? Level { get; set; }

        [Field(ReadOnly = true)]
        public DateTimeOffset? CreatedDate { get; set; }

        public string? AccountId { get; set; }

        [Relationship("Account")]
        public Account? Account { get; set; }
    }

    private sealed class Invoice
    {
        public string? Id { get; set; }

        [Field("Key__c", ExternalId = true)]
        public string? Key { get; set; }
    }
}
