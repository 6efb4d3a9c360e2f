namespace SalesforceLinq.Tests.Saving;

public sealed class RefreshTests
{
    private static readonly SaveOptions Refreshing = new() { RefreshAfterSave = true };

    [Fact]
    public async Task New_records_come_back_with_what_only_the_org_knows_in_the_call_that_created_them()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account account = new() { Name = "Acme", Contacts = { new() { LastName = "A" }, new() { LastName = "B" } } };
        org.Context.Accounts.Add(account);

        SaveResult result = await org.SaveAsync(Refreshing);

        result.ApiCalls.Should().Be(1);
        org.SaveCalls.Should().Be(1);
        account.CreatedDate.Should().BeCloseTo(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
        org.Context.Entry(account).Property(a => a.CreatedDate).IsLoaded.Should().BeTrue();
        org.Tracker.HasChanges().Should().BeFalse();
    }

    [Fact]
    public async Task An_update_of_one_record_is_read_back_in_the_same_call()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account account = new() { Name = "Acme" };
        org.Context.Accounts.Add(account);
        await org.SaveAsync();
        await org.Client.SObject("Account").UpdateAsync(account.Id!, new { Industry = "Energy" });
        account.Name = "Changed";

        SaveResult result = await org.SaveAsync(Refreshing);

        result.ApiCalls.Should().Be(1);
        account.Industry.Should().Be("Energy", "what others changed comes back too");
        org.Tracker.HasChanges().Should().BeFalse();
    }

    [Fact]
    public async Task A_save_that_fills_its_call_is_read_back_by_one_more()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        List<Account> accounts = [.. Enumerable.Range(0, 1_000).Select(i => new Account { Name = $"A{i}" })];
        org.Context.Accounts.AddRange(accounts);
        org.Context.PlanChanges(Refreshing).ApiCalls.Should().Be(2);

        SaveResult result = await org.SaveAsync(Refreshing);

        result.ApiCalls.Should().Be(2);
        org.SaveCalls.Should().Be(2);
        accounts.Should().OnlyContain(account => account.CreatedDate != null);
    }

    [Fact]
    public async Task Eight_hundred_records_and_their_reading_fit_one_call()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        List<Account> accounts = [.. Enumerable.Range(0, 800).Select(i => new Account { Name = $"A{i}" })];
        org.Context.Accounts.AddRange(accounts);

        (await org.SaveAsync(Refreshing)).ApiCalls.Should().Be(1);

        accounts.Should().OnlyContain(account => account.CreatedDate != null);
    }

    [Fact]
    public async Task Records_that_each_are_for_themselves_are_read_back_although_others_failed()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account good = new() { Name = "Good" };
        org.Context.Accounts.Add(good);
        org.Context.Accounts.Add(new Account { Industry = "No name" });

        SaveFailedException failed = await org.FailAsync(Refreshing with { Atomicity = SaveAtomicity.None });

        failed.Saved.Should().ContainSingle();
        good.CreatedDate.Should().NotBeNull();
    }

    [Fact]
    public async Task Reading_that_fails_does_not_make_a_saved_record_look_unsaved()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        List<Account> accounts = [.. Enumerable.Range(0, 1_000).Select(i => new Account { Name = $"A{i}" })];
        org.Context.Accounts.AddRange(accounts);
        int calls = 0;
        org.Org.Faults.Next(Emulator.Fault.ServiceUnavailable, on: target => target.Path.EndsWith("/composite", StringComparison.Ordinal) && ++calls == 2);

        SaveResult result = await org.SaveAsync(Refreshing);

        result.Written.Should().Be(1_000);
        result.RefreshError.Should().BeOfType<Http.SalesforceApiException>();
        accounts[0].CreatedDate.Should().BeNull();
        org.Tracker.HasChanges().Should().BeFalse();
    }

    [Fact]
    public async Task The_context_may_always_read_back()
    {
        await using SavingOrg org = await SavingOrg.StartAsync(configure: builder => builder.UseSaveOptions(Refreshing));
        Account account = new() { Name = "Acme" };
        org.Context.Accounts.Add(account);

        await org.Context.SaveChangesAsync();

        account.CreatedDate.Should().NotBeNull();
    }

    [Fact]
    public async Task What_is_changed_while_a_save_is_under_way_is_saved_by_the_next()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account account = new() { Name = "Acme" };
        org.Context.Accounts.Add(account);
        await org.SaveAsync();
        org.Org.Faults.Next(Emulator.Fault.SlowAnswer(TimeSpan.FromMilliseconds(200)));

        account.Name = "Acme Inc";
        Task<SaveResult> saving = org.SaveAsync();
        account.Industry = "Energy";
        await saving;

        org.Tracker.HasChanges().Should().BeTrue();
        await org.SaveAsync();
        ((string?)(await org.OneAsync("SELECT Industry FROM Account"))["Industry"]).Should().Be("Energy");
    }

    [Fact]
    public async Task A_field_that_is_changed_again_while_it_is_saved_is_saved_again()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account account = new() { Name = "Acme" };
        org.Context.Accounts.Add(account);
        await org.SaveAsync();
        account.Name = "Acme Inc";

        await MeanwhileAsync(org, () => account.Name = "Acme Ltd", Refreshing);

        account.Name.Should().Be("Acme Ltd");
        org.Context.Entry(account).State.Should().Be(EntityState.Modified);
        await org.SaveAsync();
        (await org.SaveAsync()).Written.Should().Be(0);
        (await org.CountAsync("Account WHERE Name = 'Acme Ltd'")).Should().Be(1);
    }

    [Fact]
    public async Task A_record_that_is_changed_while_it_is_created_is_updated_by_the_next_save()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account account = new() { Name = "Acme" };
        org.Context.Accounts.Add(account);

        await MeanwhileAsync(org, () => (account.Name, account.Industry) = ("Acme Inc", "Energy"));

        org.Context.Entry(account).Property(x => x.Name).OriginalValue.Should().Be("Acme");
        (await org.SaveAsync()).Entries.Should().ContainSingle().Which.Operation.Should().Be(SaveOperation.Update);
        (await org.CountAsync("Account WHERE Name = 'Acme Inc' AND Industry = 'Energy'")).Should().Be(1);
    }

    [Fact]
    public async Task A_record_that_is_removed_while_it_is_saved_is_deleted_by_the_next_save()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account updated = new() { Name = "Updated" }, created = new() { Name = "Created" };
        org.Context.Accounts.Add(updated);
        await org.SaveAsync();
        updated.Industry = "Energy";
        org.Context.Accounts.Add(created);

        await MeanwhileAsync(org, () => org.Context.Accounts.RemoveRange(updated, created));

        org.Context.Entry(updated).State.Should().Be(EntityState.Deleted);
        org.Context.Entry(created).State.Should().Be(EntityState.Detached, "it was let go of; that it exists nevertheless is what its id says");
        created.Id.Should().NotBeNull();
        await org.SaveAsync();
        (await org.CountAsync("Account WHERE Name = 'Updated'")).Should().Be(0);
    }

    [Fact]
    public async Task A_field_nobody_may_read_does_not_keep_a_record_from_being_saved()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        await using ShyContext context = new(new SalesforceContextOptionsBuilder<ShyContext>().UseClient(org.Client).Options);
        Shy account = new() { Name = "Acme" };
        context.Accounts.Add(account);

        SaveResult result = await context.SaveChangesAsync(Refreshing);

        result.Written.Should().Be(1);
        result.RefreshError.Should().BeOfType<Http.SalesforceApiException>().Which.ErrorCode.Should().Be("INVALID_FIELD");
        account.Id.Should().NotBeNull();
        context.ChangeTracker.HasChanges().Should().BeFalse();
        (await org.CountAsync("Account")).Should().Be(1);
    }

    private static async Task MeanwhileAsync(SavingOrg org, Action change, SaveOptions? options = null)
    {
        org.Org.Faults.Next(Emulator.Fault.SlowAnswer(TimeSpan.FromMilliseconds(200)));
        Task<SaveResult> saving = org.SaveAsync(options);
        change();
        await saving;
    }

    private sealed class ShyContext(SalesforceContextOptions<ShyContext> options) : SalesforceContext(options)
    {
        public SObjectSet<Shy> Accounts => Set<Shy>();
    }

    [SObject("Account")]
    private sealed class Shy
    {
        public string? Id { get; set; }

        public string? Name { get; set; }

        [Field("Hidden__c", ReadOnly = true)]
        public string? Hidden { get; set; }
    }
}
