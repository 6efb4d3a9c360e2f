using SalesforceLinq.Tests.Saving;

namespace SalesforceLinq.Tests.Tracking;

public sealed class EntryTests
{
    [Fact]
    public async Task An_entity_goes_through_its_states_as_its_unit_of_work_goes_on()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account account = new() { Name = "Acme" };

        org.Context.Entry(account).State.Should().Be(EntityState.Detached);
        org.Context.Accounts.Add(account).State.Should().Be(EntityState.Added);
        await org.SaveAsync();
        org.Context.Entry(account).State.Should().Be(EntityState.Unchanged);
        account.Name = "Acme Inc.";
        org.Context.Entry(account).State.Should().Be(EntityState.Modified);
        account.Name = "Acme";
        org.Context.Entry(account).State.Should().Be(EntityState.Unchanged);
        org.Context.Accounts.Remove(account).State.Should().Be(EntityState.Deleted);
        await org.SaveAsync();
        org.Context.Entry(account).State.Should().Be(EntityState.Detached);
        org.Context.Invoices.Upsert(new Invoice { Key = "K" }, invoice => invoice.Key).State.Should().Be(EntityState.Upserted);
        (await org.CountAsync("Account")).Should().Be(0);
    }

    [Fact]
    public async Task A_record_that_was_only_added_is_forgotten_when_it_is_removed()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account account = new() { Name = "Never" };
        org.Context.Accounts.Add(account);

        org.Context.Accounts.Remove(account).State.Should().Be(EntityState.Detached);

        (await org.SaveAsync()).Written.Should().Be(0);
        org.SaveCalls.Should().Be(0);
    }

    [Fact]
    public async Task A_property_shows_what_it_is_was_and_whether_it_is_sent()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account account = await QueriedAsync(org);
        PropertyEntry<string?> name = org.Context.Entry(account).Property(a => a.Name);
        name.IsLoaded.Should().BeTrue();
        name.IsModified.Should().BeFalse();

        account.Name = "Changed";

        name.CurrentValue.Should().Be("Changed");
        name.OriginalValue.Should().Be("Acme");
        name.IsModified.Should().BeTrue();
        name.IsModified = false;
        account.Name.Should().Be("Acme");
        org.Context.Entry(account).Properties.Should().OnlyContain(property => !property.IsModified);
    }

    [Fact]
    public async Task Attach_and_touch_sends_one_field_without_a_read()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        string id = (await QueriedAsync(org)).Id!;
        org.Forget();
        org.Org.Requests.Clear();

        Account known = new() { Id = id };
        org.Context.Accounts.Attach(known).Property(a => a.Industry).IsLoaded.Should().BeFalse();
        known.Industry = "Banking";
        await org.SaveAsync();

        org.Org.Requests.Should().ContainSingle();
        var row = await org.OneAsync("SELECT Name, Industry, AnnualRevenue FROM Account");
        ((string?)row["Name"]).Should().Be("Acme", "what was not loaded is not a null");
        ((string?)row["Industry"]).Should().Be("Banking");
    }

    [Fact]
    public async Task A_field_is_emptied_on_an_attached_entity_by_saying_that_it_is_modified()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        string id = (await QueriedAsync(org)).Id!;
        org.Forget();

        org.Context.Accounts.Attach(new Account { Id = id }).Property(a => a.Industry).IsModified = true;
        await org.SaveAsync();

        ((string?)(await org.OneAsync("SELECT Industry FROM Account"))["Industry"]).Should().BeNull();
    }

    [Fact]
    public async Task Update_sends_every_field_that_has_a_value()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        string id = (await QueriedAsync(org)).Id!;
        org.Forget();

        org.Context.Accounts.Update(new Account { Id = id, Name = "New", AnnualRevenue = 7 });
        await org.SaveAsync();

        var row = await org.OneAsync("SELECT Name, Industry, AnnualRevenue FROM Account");
        ((string?)row["Name"]).Should().Be("New");
        ((decimal?)row["AnnualRevenue"]).Should().Be(7);
        ((string?)row["Industry"]).Should().Be("Energy");
    }

    [Fact]
    public async Task Reload_takes_the_orgs_values_and_forgets_what_was_done()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account account = await QueriedAsync(org);
        account.Name = "Mine";
        await org.Client.SObject("Account").UpdateAsync(account.Id!, new { Name = "Theirs", Industry = "Banking" });

        await org.Context.Entry(account).ReloadAsync();

        account.Name.Should().Be("Theirs");
        account.Industry.Should().Be("Banking");
        org.Tracker.HasChanges().Should().BeFalse();
    }

    [Fact]
    public async Task Reload_detaches_an_entity_whose_record_is_gone()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account account = await QueriedAsync(org);
        await org.Client.SObject("Account").DeleteAsync(account.Id!);

        await org.Context.Entry(account).ReloadAsync();

        org.Context.Entry(account).State.Should().Be(EntityState.Detached);
        (await org.Context.Entry(account).GetDatabaseValuesAsync()).Should().BeNull();
    }

    [Fact]
    public async Task Database_values_leave_the_entity_as_it_is_and_can_become_its_originals()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account account = await QueriedAsync(org);
        account.Name = "Mine";
        await org.Client.SObject("Account").UpdateAsync(account.Id!, new { Name = "Theirs" });
        EntityEntry<Account> entry = org.Context.Entry(account);

        PropertyValues values = (await entry.GetDatabaseValuesAsync())!;

        values["Name"].Should().Be("Theirs");
        values.GetValue<string>("Industry").Should().Be("Energy");
        ((Account)values.ToObject()).Name.Should().Be("Theirs");
        account.Name.Should().Be("Mine");
        entry.OriginalValues["Name"].Should().Be("Acme");
        entry.OriginalValues.SetValues(values);
        entry.Property(a => a.Name).OriginalValue.Should().Be("Theirs");
        entry.CurrentValues.SetValues(values);
        account.Name.Should().Be("Theirs");
        org.Tracker.HasChanges().Should().BeFalse();
    }

    [Fact]
    public async Task The_debug_view_names_what_changed()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account account = await QueriedAsync(org);
        account.Name = "Changed";
        org.Context.Contacts.Add(new Contact { LastName = "New" });

        org.Tracker.DebugView.Trim().Split(Environment.NewLine).Should().Equal($"Account {account.Id} Modified: Name", "Contact (new) Added");
    }

    [Fact]
    public async Task Listeners_hear_of_every_entity_and_every_move()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        List<string> heard = [];
        org.Tracker.Tracked += (_, tracked) => heard.Add($"tracked {tracked.Entry.State} {tracked.FromQuery}");
        org.Tracker.StateChanged += (_, moved) => heard.Add($"{moved.OldState} -> {moved.NewState}");

        Account account = new() { Name = "Acme" };
        org.Context.Accounts.Add(account);
        await org.SaveAsync();
        account.Name = "Changed";
        org.Tracker.DetectChanges();
        org.Context.Accounts.Remove(account);
        await org.SaveAsync();
        await QueriedAsync(org);

        heard.Take(5).Should().Equal(
            "tracked Added False", "Added -> Unchanged", "Unchanged -> Modified", "Modified -> Deleted", "Deleted -> Detached");
        heard[^1].Should().Be("tracked Unchanged True");
    }

    [Fact]
    public async Task A_listener_keeps_an_entity_out_of_the_save_by_letting_go_of_it()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account first = new() { Id = "001000000000001AAA", Name = "First" };
        Account second = new() { Id = "001000000000002AAA", Name = "Second" };
        org.Context.Accounts.AttachRange(first, second);
        org.Tracker.StateChanged += (_, moved) =>
        {
            if (moved.Entry.Entity == second && moved.NewState == EntityState.Modified)
                org.Context.Entry(first).State = EntityState.Detached;
        };
        first.Name = "Changed too";
        second.Name = "Changed";

        org.Context.PlanChanges().Records.Should().Be(1);
    }

    [Fact]
    public async Task Without_automatic_detection_changes_are_found_when_they_are_looked_for()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account account = await QueriedAsync(org);
        org.Tracker.AutoDetectChangesEnabled = false;
        account.Name = "Changed";

        org.Tracker.HasChanges().Should().BeFalse();
        (await org.SaveAsync()).Written.Should().Be(0);
        org.Tracker.DetectChanges();

        org.Tracker.HasChanges().Should().BeTrue();
        (await org.SaveAsync()).Written.Should().Be(1);
    }

    [Fact]
    public async Task Local_holds_what_the_context_knows_and_is_not_deleted()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account read = await QueriedAsync(org);
        Account added = new() { Name = "Added" };
        org.Context.Accounts.Add(added);
        Account gone = new() { Id = "001000000000999AAA" };
        org.Context.Accounts.Remove(gone);
        org.Org.Requests.Clear();

        org.Context.Accounts.Local.Should().Equal(read, added);
        org.Org.Requests.Should().BeEmpty();
        org.Context.Entry(read).State = EntityState.Detached;
        org.Context.Accounts.Local.Should().Equal(added);
    }

    [Fact]
    public async Task A_detached_entity_is_neither_saved_nor_found_again_through_its_children()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account account = new() { Name = "Acme", Contacts = { new Contact { LastName = "A" } } };
        org.Context.Accounts.Add(account);
        await org.SaveAsync();
        Contact contact = account.Contacts.Single();

        org.Context.Entry(account).State = EntityState.Detached;
        account.Name = "Not sent";
        contact.FirstName = "Sent";

        (await org.SaveAsync()).Written.Should().Be(1);
        org.Context.Entry(account).State.Should().Be(EntityState.Detached);
        ((string?)(await org.OneAsync("SELECT Name FROM Account"))["Name"]).Should().Be("Acme");
    }

    [Fact]
    public async Task Clear_forgets_everything()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        (await QueriedAsync(org)).Name = "Changed";

        org.Tracker.Clear();

        org.Tracker.Entries().Should().BeEmpty();
        org.Tracker.HasChanges().Should().BeFalse();
    }

    [Fact]
    public async Task A_parent_set_by_its_object_reads_back_as_no_change()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account account = await QueriedAsync(org);
        account.Name += "   ";
        account.Id = account.Id![..15];

        org.Tracker.HasChanges().Should().BeFalse("trailing blanks and the length of an id mean nothing to Salesforce");
    }

    private static async Task<Account> QueriedAsync(SavingOrg org)
    {
        await org.Client.SObject("Account").CreateAsync(new { Name = "Acme", Industry = "Energy", AnnualRevenue = 5 });
        return await org.Context.Accounts.SingleAsync(account => account.Name == "Acme");
    }

    [Fact]
    public async Task A_property_put_back_leaves_the_entity_unchanged()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account acme = new() { Name = "Acme" };
        Contact contact = new() { LastName = "Smith", Account = acme };
        org.Context.Contacts.Add(contact);
        await org.SaveAsync();
        contact.Email = "smith@example.com";
        contact.Account = new Account { Name = "New" };
        EntityEntry<Contact> entry = org.Context.Entry(contact);

        entry.Property(x => x.AccountId).IsModified.Should().BeTrue();
        entry.Property(x => x.AccountId).IsModified = false;
        entry.State.Should().Be(EntityState.Modified);
        entry.Property(x => x.Email).IsModified = false;

        entry.State.Should().Be(EntityState.Unchanged);
        contact.Account.Should().BeSameAs(acme);
        acme.Contacts.Should().Equal(contact);
        org.Context.Entry(contact).State.Should().Be(EntityState.Unchanged);
    }

    [Fact]
    public async Task Reload_takes_the_parents_back_to_where_the_org_has_them()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account acme = new() { Name = "Acme" }, other = new() { Name = "Other" };
        Contact moved = new() { LastName = "Moved", Account = acme }, alone = new() { LastName = "Alone" };
        org.Context.Accounts.AddRange(acme, other);
        org.Context.Contacts.AddRange(moved, alone);
        await org.SaveAsync();
        moved.Account = other;
        alone.Account = new Account { Name = "Never saved" };

        await org.Context.Entry(moved).ReloadAsync();
        await org.Context.Entry(alone).ReloadAsync();

        moved.Account.Should().BeSameAs(acme);
        acme.Contacts.Should().Equal(moved);
        other.Contacts.Should().BeEmpty();
        alone.Account.Should().BeNull();
        org.Context.Entry(moved).State.Should().Be(EntityState.Unchanged);
        org.Context.Entry(alone).State.Should().Be(EntityState.Unchanged);
    }

    [Fact]
    public async Task A_property_of_a_new_entity_is_sent_when_it_has_a_value_or_was_marked()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account account = new() { Name = "Acme" };
        EntityEntry<Account> entry = org.Context.Accounts.Add(account);

        entry.Property(x => x.Name).IsModified.Should().BeTrue();
        entry.Property(x => x.Industry).IsModified.Should().BeFalse();
        entry.Property(x => x.CreatedDate).IsModified.Should().BeFalse();
        entry.Property(x => x.Industry).IsModified = true;
        await org.SaveAsync();

        org.LastBody["records"]![0]!.ToString(Newtonsoft.Json.Formatting.None).Should().Contain("\"Industry\":null");
    }
}
