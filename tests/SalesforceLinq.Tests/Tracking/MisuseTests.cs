using SalesforceLinq.Tests.Saving;

namespace SalesforceLinq.Tests.Tracking;

/// <summary>What cannot be meant is refused where it is done, before it becomes a record nobody wanted.</summary>
public sealed class MisuseTests
{
    [Fact]
    public async Task An_entity_with_an_id_cannot_be_added_beside_its_record()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account account = new() { Name = "Acme" };
        org.Context.Accounts.Add(account);
        await org.SaveAsync();

        FluentActions.Invoking(() => org.Context.Accounts.Add(account)).Should().Throw<InvalidOperationException>().WithMessage("*cannot be added*call Update*set Id to null*");
        FluentActions.Invoking(() => org.Context.Entry(account).State = EntityState.Added).Should().Throw<InvalidOperationException>();
        FluentActions.Invoking(() => org.NewContext().Accounts.Add(account)).Should().Throw<InvalidOperationException>();
        org.Context.Entry(account).State.Should().Be(EntityState.Unchanged);
        account.Id = null;
        SavingContext other = org.NewContext();
        other.Accounts.Add(account);
        await other.SaveChangesAsync();
        (await org.CountAsync("Account WHERE Name = 'Acme'")).Should().Be(2, "without its id it is another record");
    }

    [Fact]
    public async Task A_removal_is_taken_back_by_its_state_and_not_by_adding()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account account = new() { Name = "Acme" };
        org.Context.Accounts.Add(account);
        await org.SaveAsync();
        org.Context.Accounts.Remove(account);

        FluentActions.Invoking(() => org.Context.Accounts.Add(account)).Should().Throw<InvalidOperationException>().WithMessage("*removal back*EntityState.Unchanged*");

        org.Context.Entry(account).State = EntityState.Unchanged;
        (await org.SaveAsync()).Written.Should().Be(0);
        (await org.CountAsync("Account")).Should().Be(1);
    }

    [Fact]
    public async Task An_entity_that_was_to_be_created_or_upserted_may_be_attached_after_all()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Invoice invoice = new() { Key = "A-1" };
        org.Context.Invoices.Add(invoice);
        await org.SaveAsync();
        org.Forget();
        org.Context.Invoices.Upsert(invoice, x => x.Key);
        Invoice added = new() { Key = "A-1" };
        org.Context.Invoices.Add(added);
        added.Id = (await org.Client.SObject("Invoice__c").CreateAsync(new { Key__c = "A-2" })).Id;

        org.Context.Invoices.Attach(invoice);
        org.Context.Invoices.Attach(added);
        (invoice.Total, added.Total) = (5, 6);

        (await org.SaveAsync()).Entries.Should().OnlyContain(entry => entry.Operation == SaveOperation.Update);
        (await org.Context.Invoices.FindAsync(added.Id!)).Should().BeSameAs(added);
        (await org.CountAsync("Invoice__c WHERE Total__c IN (5, 6)")).Should().Be(2);
    }

    [Fact]
    public async Task A_record_known_by_its_key_alone_is_neither_changed_nor_removed()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Invoice known = new() { Key = "A-1" };
        org.Context.Invoices.Attach(known);

        FluentActions.Invoking(() => org.Context.Invoices.Remove(known)).Should().Throw<InvalidOperationException>().WithMessage("*without Id cannot be removed*");
        org.Context.Invoices.Add(new Invoice { Key = "A-2", Previous = known });
        known.Total = 5;
        await FluentActions.Awaiting(() => org.SaveAsync()).Should().ThrowAsync<InvalidOperationException>().WithMessage("*its Key*call Upsert*Nothing was sent.");

        org.Context.Invoices.Upsert(known, x => x.Key);
        await org.SaveAsync();
        ((string?)(await org.OneAsync("SELECT Previous__r.Key__c FROM Invoice__c WHERE Previous__r.Total__c = 5")).SelectToken("Previous__r.Key__c")).Should().Be("A-1");
    }

    [Fact]
    public async Task Records_are_upserted_by_a_key_that_is_sent_and_once_each()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account account = new() { Name = "Acme" };
        org.Context.Accounts.Add(account);
        await org.SaveAsync();

        FluentActions.Invoking(() => org.NewContext().Accounts.Upsert(account, x => x.Id)).Should().Throw<ArgumentException>().WithMessage("*changed by Update*");
        FluentActions.Invoking(() => org.NewContext().Accounts.Upsert(account, x => x.CreatedDate)).Should().Throw<ArgumentException>();
        org.Context.Invoices.Upsert(new Invoice { Key = "A-1", Total = 1 }, x => x.Key);
        org.Context.Invoices.Upsert(new Invoice { Key = "A-1", Total = 2 }, x => x.Key);
        await FluentActions.Awaiting(() => org.SaveAsync()).Should().ThrowAsync<InvalidOperationException>().WithMessage("*same Key*Nothing was sent.");
        (await org.CountAsync("Invoice__c")).Should().Be(0);
    }

    [Fact]
    public async Task A_field_of_an_entity_nobody_tracks_cannot_be_marked()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        PropertyEntry<string?> industry = org.Context.Entry(new Account { Id = "001000000000001AAA" }).Property(x => x.Industry);

        industry.CurrentValue = "Energy";

        industry.IsModified.Should().BeFalse();
        FluentActions.Invoking(() => industry.IsModified = true).Should().Throw<InvalidOperationException>().WithMessage("*not tracked*Attach it*");
    }

    [Fact]
    public async Task A_context_saves_once_at_a_time()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        org.Context.Accounts.Add(new Account { Name = "Acme" });
        org.Org.Faults.Next(Emulator.Fault.SlowAnswer(TimeSpan.FromMilliseconds(200)));

        Task<SaveResult> first = org.SaveAsync();
        await FluentActions.Awaiting(() => org.SaveAsync()).Should().ThrowAsync<InvalidOperationException>().WithMessage("*saving already*Await the first*");

        (await first).Written.Should().Be(1);
        (await org.SaveAsync()).Written.Should().Be(0);
        (await org.CountAsync("Account")).Should().Be(1);
    }
}
