using SalesforceLinq.Tests.Saving;

namespace SalesforceLinq.Tests.Tracking;

public sealed class RelationshipTests
{
    [Fact]
    public async Task A_parent_read_before_its_children_meets_them()
    {
        await using SavingOrg org = await FilledAsync();

        Account account = await org.Context.Accounts.SingleAsync(a => a.Name == "From");
        Contact contact = await org.Context.Contacts.SingleAsync();

        contact.Account.Should().BeSameAs(account);
        account.Contacts.Should().Equal(contact);
        org.Tracker.HasChanges().Should().BeFalse();
    }

    [Fact]
    public async Task A_parent_read_after_its_children_meets_them()
    {
        await using SavingOrg org = await FilledAsync();

        Contact contact = await org.Context.Contacts.SingleAsync();
        Account account = await org.Context.Accounts.SingleAsync(a => a.Name == "From");

        contact.Account.Should().BeSameAs(account);
        account.Contacts.Should().Equal(contact);
        org.Tracker.HasChanges().Should().BeFalse();
    }

    [Fact]
    public async Task A_parent_attached_after_a_look_for_changes_meets_its_children_at_the_next()
    {
        await using SavingOrg org = await FilledAsync();
        Contact contact = await org.Context.Contacts.SingleAsync();
        org.Tracker.DetectChanges();
        contact.Account.Should().BeNull("nobody has read it");

        Account account = await org.Context.Accounts.AsNoTracking().SingleAsync(a => a.Name == "From");
        org.Context.Accounts.Attach(account);
        org.Tracker.DetectChanges();

        contact.Account.Should().BeSameAs(account);
        account.Contacts.Should().Equal(contact);
        org.Tracker.HasChanges().Should().BeFalse();
    }

    [Fact]
    public async Task A_new_parent_property_carries_lookup_and_collections_along()
    {
        await using SavingOrg org = await FilledAsync();
        (Account from, Account to, Contact contact) = await ReadAsync(org);

        contact.Account = to;
        org.Tracker.DetectChanges();

        contact.AccountId.Should().Be(to.Id);
        from.Contacts.Should().BeEmpty();
        to.Contacts.Should().Equal(contact);
        await MovedAsync(org, to);
    }

    [Fact]
    public async Task A_new_lookup_carries_parent_property_and_collections_along()
    {
        await using SavingOrg org = await FilledAsync();
        (Account from, Account to, Contact contact) = await ReadAsync(org);

        contact.AccountId = to.Id;
        org.Tracker.DetectChanges();

        contact.Account.Should().BeSameAs(to);
        from.Contacts.Should().BeEmpty();
        to.Contacts.Should().Equal(contact);
        await MovedAsync(org, to);
    }

    [Fact]
    public async Task A_place_in_another_collection_carries_lookup_and_parent_property_along()
    {
        await using SavingOrg org = await FilledAsync();
        (Account from, Account to, Contact contact) = await ReadAsync(org);

        to.Contacts.Add(contact);
        org.Tracker.DetectChanges();

        contact.Account.Should().BeSameAs(to);
        contact.AccountId.Should().Be(to.Id);
        from.Contacts.Should().BeEmpty();
        await MovedAsync(org, to);
    }

    [Fact]
    public async Task What_is_moved_and_moved_back_is_no_change()
    {
        await using SavingOrg org = await FilledAsync();
        (Account from, Account to, Contact contact) = await ReadAsync(org);

        contact.Account = to;
        org.Tracker.HasChanges().Should().BeTrue();
        contact.AccountId = from.Id;
        org.Tracker.HasChanges().Should().BeFalse();

        contact.Account.Should().BeSameAs(from);
        from.Contacts.Should().Equal(contact);
    }

    [Theory]
    [InlineData("property")]
    [InlineData("lookup")]
    [InlineData("collection")]
    public async Task A_child_is_taken_from_its_parent_in_any_of_three_ways(string way)
    {
        await using SavingOrg org = await FilledAsync();
        (Account from, _, Contact contact) = await ReadAsync(org);

        switch (way)
        {
            case "property":
                contact.Account = null;
                break;
            case "lookup":
                contact.AccountId = null;
                break;
            default:
                from.Contacts.Clear();
                break;
        }

        (await org.SaveAsync()).Written.Should().Be(1);
        contact.Account.Should().BeNull();
        contact.AccountId.Should().BeNull();
        from.Contacts.Should().BeEmpty();
        ((string?)(await org.OneAsync("SELECT AccountId FROM Contact"))["AccountId"]).Should().BeNull();
    }

    [Fact]
    public async Task A_child_moves_to_a_parent_that_is_created_by_the_same_save()
    {
        await using SavingOrg org = await FilledAsync();
        (Account from, _, Contact contact) = await ReadAsync(org);
        Account created = new() { Name = "Created" };

        contact.Account = created;
        SaveResult result = await org.SaveAsync();

        result.ApiCalls.Should().Be(1);
        result.Written.Should().Be(2);
        contact.AccountId.Should().Be(created.Id);
        created.Contacts.Should().Equal(contact);
        from.Contacts.Should().BeEmpty();
        org.Tracker.HasChanges().Should().BeFalse();
        (await org.CountAsync("Contact WHERE Account.Name = 'Created'")).Should().Be(1);
    }

    [Fact]
    public async Task A_new_child_without_a_parent_any_more_is_created_without_one()
    {
        await using SavingOrg org = await FilledAsync();
        (Account from, _, _) = await ReadAsync(org);
        Contact added = new() { LastName = "Added", Account = from };
        org.Context.Contacts.Add(added);
        from.Contacts.Should().HaveCount(2);

        added.Account = null;
        await org.SaveAsync();

        from.Contacts.Should().HaveCount(1);
        ((string?)(await org.OneAsync("SELECT AccountId FROM Contact WHERE LastName = 'Added'"))["AccountId"]).Should().BeNull();
    }

    [Fact]
    public async Task A_deleted_child_leaves_its_parents_collection_and_does_not_come_back()
    {
        await using SavingOrg org = await FilledAsync();
        (Account from, _, Contact contact) = await ReadAsync(org);

        org.Context.Contacts.Remove(contact);
        await org.SaveAsync();

        from.Contacts.Should().BeEmpty();
        org.Tracker.Entries<Contact>().Should().BeEmpty();
        (await org.SaveAsync()).Written.Should().Be(0);
    }

    [Fact]
    public async Task A_deleted_parent_leaves_the_lookups_of_its_children_empty()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account account = new() { Name = "Gone" };
        Invoice invoice = new() { Key = "K", Account = account };
        org.Context.Invoices.Add(invoice);
        await org.SaveAsync();

        org.Context.Accounts.Remove(account);
        await org.SaveAsync();

        invoice.Account.Should().BeNull();
        invoice.AccountId.Should().BeNull();
        org.Tracker.HasChanges().Should().BeFalse();
        org.Tracker.Entries<Account>().Should().BeEmpty();
        ((string?)(await org.OneAsync("SELECT Account__c FROM Invoice__c"))["Account__c"]).Should().BeNull();
    }

    [Fact]
    public async Task A_graph_that_is_attached_is_as_the_org_has_it()
    {
        await using SavingOrg org = await FilledAsync();
        (Account from, _, Contact contact) = await ReadAsync(org);
        org.Forget();

        Account attached = new() { Id = from.Id, Contacts = { new() { Id = contact.Id, LastName = "Child" } } };
        org.Context.Accounts.Attach(attached);

        org.Tracker.Entries().Should().HaveCount(2);
        org.Tracker.HasChanges().Should().BeFalse();
        attached.Contacts.Single().AccountId.Should().Be(from.Id);
        attached.Contacts.Single().Account.Should().BeSameAs(attached);
    }

    [Fact]
    public async Task Adding_an_entity_adds_the_new_records_it_leads_to_at_once()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account account = new() { Name = "Acme", Parent = new Account { Name = "Holding" }, Contacts = { new() { LastName = "A" } } };

        org.Context.Accounts.Add(account);

        org.Context.Entry(account.Parent).State.Should().Be(EntityState.Added);
        org.Context.Contacts.Local.Should().Equal(account.Contacts);
        account.Contacts.Single().Account.Should().BeSameAs(account);
    }

    private static async Task MovedAsync(SavingOrg org, Account to)
    {
        org.Org.Requests.Clear();
        (await org.SaveAsync()).Written.Should().Be(1);
        org.LastBody["records"]!.Single().Children<Newtonsoft.Json.Linq.JProperty>().Select(member => member.Name).Should().Equal("attributes", "id", "AccountId");
        ((string?)(await org.OneAsync("SELECT AccountId FROM Contact"))["AccountId"]).Should().Be(to.Id);
        org.Tracker.HasChanges().Should().BeFalse();
    }

    private static async Task<(Account From, Account To, Contact Contact)> ReadAsync(SavingOrg org)
    {
        List<Account> accounts = await org.Context.Accounts.OrderBy(account => account.Name).ToListAsync();
        return (accounts[0], accounts[1], await org.Context.Contacts.SingleAsync());
    }

    private static async Task<SavingOrg> FilledAsync()
    {
        SavingOrg org = await SavingOrg.StartAsync();
        org.Context.Accounts.Add(new Account { Name = "From", Contacts = { new() { LastName = "Child" } } });
        org.Context.Accounts.Add(new Account { Name = "To" });
        await org.SaveAsync();
        org.Forget();
        return org;
    }
}
