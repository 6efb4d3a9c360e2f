namespace SalesforceLinq.Tests.Saving;

public sealed class CallCountTests
{
    [Fact]
    public async Task Account_with_three_contacts_takes_one_call_and_links_them()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account account = new() { Name = "Acme", Contacts = { new() { LastName = "A" }, new() { LastName = "B" }, new() { LastName = "C" } } };
        org.Add(account);

        SaveResult result = await org.SaveAsync();

        result.Written.Should().Be(4);
        result.ApiCalls.Should().Be(1);
        org.SaveCalls.Should().Be(1);
        account.Id.Should().HaveLength(18);
        account.Contacts.Should().OnlyContain(contact => contact.AccountId == account.Id && contact.Account == account && !contact.Id.IsEmpty);
        (await org.CountAsync($"Contact WHERE AccountId = '{account.Id}'")).Should().Be(3);
        org.Tracker.HasChanges().Should().BeFalse();
    }

    [Fact]
    public async Task Two_hundred_accounts_with_four_contacts_each_take_one_call()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        for (int i = 0; i < 200; i++)
        {
            Account account = new() { Name = $"Account {i}" };
            for (int j = 0; j < 4; j++)
                account.Contacts.Add(new Contact { LastName = $"Contact {i}.{j}" });
            org.Add(account);
        }

        SaveResult result = await org.SaveAsync();

        result.Written.Should().Be(1_000);
        org.SaveCalls.Should().Be(1);
        (await org.CountAsync("Contact WHERE AccountId = null")).Should().Be(0);
        (await org.CountAsync("Contact WHERE LastName LIKE 'Contact 199.%' AND Account.Name = 'Account 199'")).Should().Be(4);
    }

    [Fact]
    public async Task Ten_thousand_updates_take_ten_calls_of_five_collections()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        List<Account> accounts = [.. Enumerable.Range(0, 10_000).Select(i => new Account { Id = $"001{i:D12}", Name = "Before" })];
        accounts.ForEach(account => org.Tracker.Track(account, EntityState.Unchanged));
        org.PlannedCalls().Should().Be(0);

        accounts.ForEach(account => account.Name = "After");

        org.PlannedCalls().Should().Be(10);
    }

    [Fact]
    public async Task Eleven_kinds_of_records_take_two_collections_of_one_call()
    {
        await using SavingOrg org = await SavingOrg.StartAsync(schema: schema => Enumerable.Range(1, 11)
            .Aggregate(schema, (all, number) => all.WithObject($"Kind{number}__c", kind => kind.Text("Text__c"))));
        await using KindContext context = new(new SalesforceContextOptionsBuilder<KindContext>().UseClient(org.Client).Options);
        // In turn, so that side by side they would be twenty-two runs.
        for (int i = 0; i < 2; i++)
        {
            foreach (Type kind in KindContext.Kinds)
                context.ChangeTracker.Track(Activator.CreateInstance(kind)!, EntityState.Added);
        }

        SaveResult result = await context.SaveChangesAsync();

        (result.Written, result.ApiCalls).Should().Be((22, 1));
        org.LastBody["compositeRequest"]!.Select(request => request["body"]!["records"]!.Count()).Should().Equal(20, 2);
        (await org.CountAsync("Kind11__c")).Should().Be(2);
    }

    [Fact]
    public async Task A_save_without_changes_sends_nothing()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        org.Tracker.Track(new Account { Id = "001000000000001AAA", Name = "Same" }, EntityState.Unchanged);

        SaveResult result = await org.SaveAsync();

        result.Written.Should().Be(0);
        result.ApiCalls.Should().Be(0);
        org.SaveCalls.Should().Be(0);
    }

    [Fact]
    public async Task An_update_sends_only_the_field_that_changed()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account account = new() { Name = "Acme", Industry = "Energy", AnnualRevenue = 5 };
        org.Add(account);
        await org.SaveAsync();

        account.Industry = "Banking";
        await org.SaveAsync();

        org.LastBody["records"]!.Single().Children<Newtonsoft.Json.Linq.JProperty>().Select(member => member.Name)
            .Should().Equal("attributes", "id", "Industry");
        (await org.OneAsync("SELECT Name, Industry FROM Account"))["Industry"]!.ToString().Should().Be("Banking");
    }

    [Fact]
    public async Task Creates_updates_upserts_and_deletes_travel_in_one_call()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account kept = new() { Name = "Kept" };
        Account gone = new() { Name = "Gone", Contacts = { new() { LastName = "Gone too" } } };
        org.Add(kept);
        org.Add(gone);
        await org.SaveAsync();
        org.Org.Requests.Clear();

        kept.Name = "Changed";
        org.Add(new Account { Name = "New" });
        org.Upsert(new Invoice { Key = "I-1", Total = 2.50m, Account = kept }, "Key__c");
        org.Tracker.Track(gone, EntityState.Deleted);
        org.Tracker.Track(gone.Contacts.Single(), EntityState.Deleted);
        SaveResult result = await org.SaveAsync();

        org.SaveCalls.Should().Be(1);
        result.Entries.Select(entry => entry.Operation).Should().Equal(
            SaveOperation.Create, SaveOperation.Upsert, SaveOperation.Update, SaveOperation.Delete, SaveOperation.Delete);
        result.Entries[^2].Entity.Should().BeOfType<Contact>("children are deleted before their parents");
        (await org.CountAsync("Account WHERE Name IN ('Changed', 'New')")).Should().Be(2);
        (await org.CountAsync("Account")).Should().Be(2);
        (await org.OneAsync("SELECT Account__c FROM Invoice__c"))["Account__c"]!.ToString().Should().Be(kept.Id);
    }

    private sealed class KindContext(SalesforceContextOptions<KindContext> options) : SalesforceContext(options)
    {
        public static Type[] Kinds { get; } =
            [typeof(Kind<A>), typeof(Kind<B>), typeof(Kind<C>), typeof(Kind<D>), typeof(Kind<E>), typeof(Kind<F>), typeof(Kind<G>), typeof(Kind<H>), typeof(Kind<I>), typeof(Kind<J>), typeof(Kind<K>)];

        protected override void OnModelCreating(ModelBuilder model)
        {
            model.Entity<Kind<A>>().ToSObject("Kind1__c");
            model.Entity<Kind<B>>().ToSObject("Kind2__c");
            model.Entity<Kind<C>>().ToSObject("Kind3__c");
            model.Entity<Kind<D>>().ToSObject("Kind4__c");
            model.Entity<Kind<E>>().ToSObject("Kind5__c");
            model.Entity<Kind<F>>().ToSObject("Kind6__c");
            model.Entity<Kind<G>>().ToSObject("Kind7__c");
            model.Entity<Kind<H>>().ToSObject("Kind8__c");
            model.Entity<Kind<I>>().ToSObject("Kind9__c");
            model.Entity<Kind<J>>().ToSObject("Kind10__c");
            model.Entity<Kind<K>>().ToSObject("Kind11__c");
        }
    }

    private sealed class Kind<T>
    {
        public string? Id { get; set; }

        [Field("Text__c")]
        public string Text { get; set; } = typeof(T).Name;
    }

    private sealed class A;

    private sealed class B;

    private sealed class C;

    private sealed class D;

    private sealed class E;

    private sealed class F;

    private sealed class G;

    private sealed class H;

    private sealed class I;

    private sealed class J;

    private sealed class K;
}
