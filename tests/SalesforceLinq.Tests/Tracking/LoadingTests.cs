using SalesforceLinq.Tests.Saving;

namespace SalesforceLinq.Tests.Tracking;

public sealed class LoadingTests
{
    [Fact]
    public async Task A_parent_is_loaded_into_its_property_once()
    {
        await using SavingOrg org = await FilledAsync();
        Contact contact = await org.Context.Contacts.FirstAsync(c => c.LastName == "A");
        contact.Account.Should().BeNull();
        ReferenceEntry<Account> reference = org.Context.Entry(contact).Reference(c => c.Account);
        reference.IsLoaded.Should().BeFalse();

        await reference.LoadAsync();
        await reference.LoadAsync();

        contact.Account!.Name.Should().Be("Acme");
        reference.IsLoaded.Should().BeTrue();
        reference.TargetEntry!.State.Should().Be(EntityState.Unchanged);
        Queries(org).Should().HaveCount(2, "the contact, and its account once");
        org.Tracker.HasChanges().Should().BeFalse();
    }

    [Fact]
    public async Task A_parent_that_is_known_is_not_read_again()
    {
        await using SavingOrg org = await FilledAsync();
        Account account = await org.Context.Accounts.SingleAsync();
        Contact contact = new() { Id = (await org.Context.Contacts.AsNoTracking().FirstAsync(c => c.LastName == "A")).Id, AccountId = account.Id };
        org.Context.Contacts.Attach(contact);
        org.Org.Requests.Clear();

        await org.Context.Entry(contact).Reference(c => c.Account).LoadAsync();

        contact.Account.Should().BeSameAs(account);
        Queries(org).Should().BeEmpty();
    }

    [Fact]
    public async Task A_parent_behind_a_lookup_without_a_property_is_reached_through_the_child()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        org.Context.Invoices.Add(new Invoice { Key = "2", Previous = new Invoice { Key = "1", Total = 1 } });
        await org.SaveAsync();
        org.Forget();
        Invoice second = await org.Context.Invoices.SingleAsync(invoice => invoice.Key == "2");

        await org.Context.Entry(second).Reference(invoice => invoice.Previous).LoadAsync();

        second.Previous!.Key.Should().Be("1");
        org.Tracker.HasChanges().Should().BeFalse();
    }

    [Fact]
    public async Task Children_are_loaded_into_their_collection_and_are_no_change()
    {
        await using SavingOrg org = await FilledAsync();
        Account account = await org.Context.Accounts.SingleAsync();
        CollectionEntry<Contact> contacts = org.Context.Entry(account).Collection(a => a.Contacts);
        contacts.IsLoaded.Should().BeFalse();

        await contacts.LoadAsync();

        contacts.IsLoaded.Should().BeTrue();
        account.Contacts.Select(contact => contact.LastName).Should().BeEquivalentTo("A", "B");
        account.Contacts.Should().OnlyContain(contact => contact.Account == account);
        org.Tracker.HasChanges().Should().BeFalse();
        account.Contacts.First().FirstName = "Changed";
        (await org.SaveAsync()).Written.Should().Be(1);
    }

    [Fact]
    public async Task Loading_leaves_children_alone_that_were_moved_or_deleted()
    {
        await using SavingOrg org = await FilledAsync();
        Account account = await org.Context.Accounts.SingleAsync();
        List<Contact> contacts = await org.Context.Contacts.OrderBy(contact => contact.LastName).ToListAsync();
        account.Contacts.Clear();
        org.Context.Contacts.Remove(contacts[0]);
        contacts[1].Account = null;

        await org.Context.Entry(account).Collection(a => a.Contacts).LoadAsync();

        account.Contacts.Should().BeEmpty();
        contacts[1].AccountId.Should().BeNull();
    }

    [Fact]
    public async Task Queries_over_a_relationship_can_be_narrowed()
    {
        await using SavingOrg org = await FilledAsync();
        Account account = await org.Context.Accounts.SingleAsync();
        Contact contact = await org.Context.Contacts.AsNoTracking().FirstAsync(c => c.LastName == "B");

        (await org.Context.Entry(account).Collection(a => a.Contacts).Query().Where(c => c.LastName == "A").CountAsync()).Should().Be(1);
        (await org.Context.Entry(contact).Reference(c => c.Account).Query().Select(a => a.Name).SingleAsync()).Should().Be("Acme");
    }

    [Fact]
    public async Task Include_counts_as_loaded()
    {
        await using SavingOrg org = await FilledAsync();

        Account account = await org.Context.Accounts.Include(a => a.Contacts).SingleAsync();

        org.Context.Entry(account).Collection(a => a.Contacts).IsLoaded.Should().BeTrue();
        org.Tracker.HasChanges().Should().BeFalse();
    }

    [Fact]
    public async Task What_is_not_tracked_loads_nothing()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();

        await FluentActions.Awaiting(() => org.Context.Entry(new Contact { AccountId = "001000000000001AAA" }).Reference(c => c.Account).LoadAsync())
            .Should().ThrowAsync<InvalidOperationException>().WithMessage("*is not tracked*Attach it first.");
    }

    private static IEnumerable<Emulator.LoggedRequest> Queries(SavingOrg org) => org.Org.Requests.Where(request => request.Path.Contains("/query", StringComparison.Ordinal));

    private static async Task<SavingOrg> FilledAsync()
    {
        SavingOrg org = await SavingOrg.StartAsync();
        org.Context.Accounts.Add(new Account { Name = "Acme", Contacts = { new() { LastName = "A" }, new() { LastName = "B" } } });
        await org.SaveAsync();
        org.Forget();
        org.Org.Requests.Clear();
        return org;
    }
}
