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
}
