using SalesforceLinq.Emulator;

namespace SalesforceLinq.Tests.Saving;

public sealed class FailureTests
{
    private static readonly SaveOptions EachForItself = new() { Atomicity = SaveAtomicity.None };

    [Fact]
    public async Task One_bad_record_rolls_the_whole_call_back_and_is_told_from_its_companions()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Contact bad = new() { FirstName = "No last name" };
        Account account = new() { Name = "Acme", Contacts = { new() { LastName = "Fine" }, bad } };
        org.Add(account);

        SaveFailedException failed = (await FluentActions.Awaiting(() => org.SaveAsync()).Should().ThrowAsync<SaveFailedException>()).Which;

        SaveFailure failure = failed.Failures.Should().ContainSingle().Subject;
        failure.Entry.Entity.Should().BeSameAs(bad);
        failure.ErrorCode.Should().Be("REQUIRED_FIELD_MISSING");
        failure.Fields.Should().Equal("LastName");
        failure.IsRetryable.Should().BeFalse();
        failed.RolledBack.Should().Be(2);
        failed.Saved.Should().BeEmpty();
        account.Id.Should().BeNull("what was rolled back has no id");
        (await org.CountAsync("Account")).Should().Be(0);
    }

    [Fact]
    public async Task Saving_again_after_the_correction_sends_everything_that_was_rolled_back()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Contact bad = new() { FirstName = "No last name" };
        org.Add(new Account { Name = "Acme", Contacts = { bad } });
        await FluentActions.Awaiting(() => org.SaveAsync()).Should().ThrowAsync<SaveFailedException>();

        bad.LastName = "Now";
        SaveResult result = await org.SaveAsync();

        result.Written.Should().Be(2);
        (await org.CountAsync("Contact WHERE Account.Name = 'Acme'")).Should().Be(1);
    }

    [Fact]
    public async Task Without_atomicity_the_good_records_are_saved_and_only_the_rest_is_sent_again()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Contact bad = new() { FirstName = "Bad" };
        Contact good = new() { LastName = "Good" };
        org.Add(bad);
        org.Add(good);

        SaveFailedException failed = (await FluentActions.Awaiting(() => org.SaveAsync(EachForItself)).Should().ThrowAsync<SaveFailedException>()).Which;
        failed.Saved.Should().ContainSingle(entry => entry.Entity == good);
        org.Tracker.Find(good)!.State.Should().Be(EntityState.Unchanged);
        org.Tracker.Find(bad)!.State.Should().Be(EntityState.Added);

        bad.LastName = "Better";
        (await org.SaveAsync(EachForItself)).Written.Should().Be(1);
        (await org.CountAsync("Contact")).Should().Be(2);
    }

    [Fact]
    public async Task Without_atomicity_the_children_of_a_refused_parent_are_not_sent()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Contact child = new() { LastName = "Orphan" };
        org.Add(new Account { Industry = "No name", Contacts = { child } });

        SaveFailedException failed = (await FluentActions.Awaiting(() => org.SaveAsync(EachForItself)).Should().ThrowAsync<SaveFailedException>()).Which;

        failed.Failures.Should().Contain(failure => failure.Entry.Entity == child && failure.ErrorCode == "PARENT_NOT_SAVED");
        (await org.CountAsync("Contact")).Should().Be(0);
    }

    [Fact]
    public async Task A_save_larger_than_one_atomic_unit_is_refused_before_sending_when_atomicity_is_required()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        for (int i = 0; i < 1_001; i++)
            org.Add(new Account { Name = $"Account {i}" });

        await FluentActions.Awaiting(() => org.SaveAsync(new SaveOptions { Atomicity = SaveAtomicity.Required }))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage("*needs 2 calls for 1001 records*Nothing was sent.");

        org.SaveCalls.Should().Be(0);
    }

    [Fact]
    public async Task Several_calls_stop_at_the_first_that_fails_and_say_what_was_committed()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        for (int i = 0; i < 2_100; i++)
            org.Add(new Contact { LastName = i == 1_500 ? null : $"Contact {i}" });

        SaveFailedException failed = (await FluentActions.Awaiting(() => org.SaveAsync()).Should().ThrowAsync<SaveFailedException>()).Which;

        failed.Saved.Should().HaveCount(1_000);
        failed.RolledBack.Should().Be(999);
        failed.NotSent.Should().Be(100);
        (await org.CountAsync("Contact")).Should().Be(1_000);
        org.Tracker.All.Count(tracked => tracked.State == EntityState.Added).Should().Be(1_100);
    }

    [Fact]
    public async Task A_lost_answer_to_a_create_may_have_happened_and_is_not_repeated()
    {
        await using SavingOrg org = await SavingOrg.StartAsync(attempts: 3);
        org.Add(new Account { Name = "Once" });
        org.Org.Faults.Next(Fault.DroppedAfterCommit);

        SaveFailedException failed = (await FluentActions.Awaiting(() => org.SaveAsync()).Should().ThrowAsync<SaveFailedException>()).Which;

        failed.Failures.Should().ContainSingle().Which.MayHaveHappened.Should().BeTrue();
        (await org.CountAsync("Account")).Should().Be(1);
    }

    [Fact]
    public async Task A_call_that_was_refused_to_the_end_did_not_happen()
    {
        await using SavingOrg org = await SavingOrg.StartAsync(attempts: 3);
        Account account = new() { Name = "Before" };
        org.Add(account);
        await org.SaveAsync();
        account.Name = "After";
        org.Org.Faults.Next(Fault.ServiceUnavailable, times: 3);

        SaveFailedException failed = await org.FailAsync();

        failed.ApiCalls.Should().Be(3);
        failed.Failures.Should().ContainSingle().Which.MayHaveHappened.Should().BeFalse();
        ((string?)(await org.OneAsync("SELECT Name FROM Account"))["Name"]).Should().Be("Before");
    }

    [Fact]
    public async Task A_call_that_was_refused_after_a_lost_answer_may_have_happened()
    {
        await using SavingOrg org = await SavingOrg.StartAsync(attempts: 3);
        Account account = new() { Name = "Before" };
        org.Add(account);
        await org.SaveAsync();
        account.Name = "After";
        org.Org.Faults.Next(Fault.DroppedAfterCommit);
        org.Org.Faults.Next(Fault.ServiceUnavailable, times: 2);

        SaveFailedException failed = await org.FailAsync();

        failed.Failures.Should().ContainSingle().Which.MayHaveHappened.Should().BeTrue();
        ((string?)(await org.OneAsync("SELECT Name FROM Account"))["Name"]).Should().Be("After");
    }

    [Fact]
    public async Task An_upsert_that_was_repeated_because_the_org_was_busy_still_knows_whether_it_created_the_record()
    {
        await using SavingOrg org = await SavingOrg.StartAsync(attempts: 3);
        org.Upsert(new Invoice { Key = "K-1", Total = 5 }, "Key__c");
        org.Org.Faults.Next(Fault.ServiceUnavailable);

        SaveResult result = await org.SaveAsync();

        result.Entries.Should().ContainSingle().Which.Created.Should().BeTrue();
    }

    [Fact]
    public async Task A_lost_answer_to_a_create_with_an_external_id_is_repeated_as_an_upsert()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account account = new() { Name = "Known" };
        org.Add(account);
        await org.SaveAsync();
        Invoice invoice = new() { Key = "I-1", Account = account, Previous = new Invoice { Key = "I-0", Total = 1 } };
        org.Add(invoice);
        org.Org.Faults.Next(Fault.DroppedAfterCommit);

        SaveResult result = await org.SaveAsync();

        result.ApiCalls.Should().Be(2);
        result.Written.Should().Be(2);
        (await org.CountAsync("Invoice__c")).Should().Be(2);
        (await org.OneAsync("SELECT Id, Previous__r.Key__c FROM Invoice__c WHERE Key__c = 'I-1'"))["Id"]!.ToString().Should().Be(invoice.Id);
        org.Tracker.HasChanges().Should().BeFalse();
    }

    [Theory]
    [InlineData(SaveAtomicity.WhenPossible, 200)]
    [InlineData(SaveAtomicity.None, 401)]
    public async Task Half_a_character_is_a_failure_of_its_record_and_hides_nothing_that_was_saved(SaveAtomicity atomicity, int saved)
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        // Text that looks like a reference travels in calls of its own.
        List<Account> accounts = [.. Enumerable.Range(0, 402).Select(i => new Account { Name = i == 300 ? "@{half} \ud83d" : $"@{{{i}}}" })];
        accounts.ForEach(account => org.Add(account));

        SaveFailedException failed = await org.FailAsync(new SaveOptions { Atomicity = atomicity });

        SaveFailure failure = failed.Failures.Should().ContainSingle().Subject;
        (failure.ErrorCode, failure.Entry.Entity, failure.MayHaveHappened).Should().Be(("INVALID_TEXT", accounts[300], false));
        failure.Fields.Should().Equal("Name");
        failed.Saved.Should().HaveCount(saved);
        failed.NotSent.Should().Be(401 - saved);
        accounts[300].Name = "Whole";
        (await org.SaveAsync()).Written.Should().Be(402 - saved);
    }

    [Fact]
    public async Task Text_that_looks_like_a_reference_is_not_repeated_where_it_would_be_one()
    {
        await using SavingOrg org = await SavingOrg.StartAsync(schema: schema => schema.WithObject("Mark__c", mark => mark.Text("Key__c", 40, externalId: true)));
        await using MarkContext context = new(new SalesforceContextOptionsBuilder<MarkContext>().UseClient(org.Client).Options);
        context.Invoices.Add(new Invoice { Key = "@{a}" });
        context.Marks.Add(new Mark { Key = "@{b}" });
        org.Org.Faults.Next(Fault.DroppedAfterCommit);

        SaveFailedException failed = (await FluentActions.Awaiting(() => context.SaveChangesAsync()).Should().ThrowAsync<SaveFailedException>()).Which;

        failed.ApiCalls.Should().Be(1);
        failed.Failures.Should().HaveCount(2).And.OnlyContain(failure => failure.MayHaveHappened && failure.Operation == SaveOperation.Create);
    }

    [Fact]
    public async Task A_delete_repeated_after_a_lost_answer_finds_its_own_work_done()
    {
        await using SavingOrg org = await SavingOrg.StartAsync(attempts: 3);
        Account gone = new() { Name = "Gone" };
        Account kept = new() { Name = "Kept" };
        org.Add(gone);
        org.Add(kept);
        await org.SaveAsync();
        org.Tracker.Track(gone, EntityState.Deleted);
        kept.Name = "Changed";
        org.Org.Faults.Next(Fault.DroppedAfterCommit);

        SaveResult result = await org.SaveAsync();

        result.Written.Should().Be(2);
        (await org.OneAsync("SELECT Name FROM Account"))["Name"]!.ToString().Should().Be("Changed");
        org.Tracker.HasChanges().Should().BeFalse();
    }

    [Theory]
    [InlineData(SaveAtomicity.WhenPossible)]
    [InlineData(SaveAtomicity.None)]
    public async Task Locked_rows_are_sent_again(SaveAtomicity atomicity)
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        List<Account> accounts = [.. Enumerable.Range(0, 5).Select(i => new Account { Name = $"A{i}" })];
        accounts.ForEach(account => org.Add(account));
        org.Org.Faults.Next(Fault.RowLocked, times: 2);

        SaveResult result = await org.SaveAsync(new SaveOptions { Atomicity = atomicity, LockRetryDelay = TimeSpan.FromMilliseconds(1) });

        result.Written.Should().Be(5);
        result.ApiCalls.Should().Be(3);
        (await org.CountAsync("Account")).Should().Be(5);
    }

    [Fact]
    public async Task Locks_that_stay_are_reported_as_retryable()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        org.Add(new Account { Name = "Locked" });
        org.Org.Faults.Next(Fault.RowLocked, times: 9);

        SaveFailedException failed = (await FluentActions.Awaiting(() => org.SaveAsync(new SaveOptions { LockRetries = 2, LockRetryDelay = TimeSpan.Zero }))
            .Should().ThrowAsync<SaveFailedException>()).Which;

        failed.Failures.Should().ContainSingle().Which.IsRetryable.Should().BeTrue();
        failed.ApiCalls.Should().Be(3);
    }

    [Fact]
    public async Task A_cancelled_save_says_that_its_request_may_have_been_carried_out()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        org.Add(new Account { Name = "Maybe" });
        org.Org.Faults.Next(Fault.SlowAnswer(TimeSpan.FromSeconds(5)));
        using CancellationTokenSource source = new(TimeSpan.FromMilliseconds(300));

        SaveFailedException failed = (await FluentActions
            .Awaiting(() => org.Context.SaveChangesAsync(source.Token))
            .Should().ThrowAsync<SaveFailedException>()).Which;

        failed.Failures.Should().ContainSingle().Which.MayHaveHappened.Should().BeTrue();
        failed.InnerException.Should().BeAssignableTo<OperationCanceledException>();
    }

    [Fact]
    public async Task Deleting_a_record_that_is_gone_fails_unless_that_was_asked_for()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account account = new() { Name = "Gone" };
        org.Add(account);
        await org.SaveAsync();
        await org.Client.SObject("Account").DeleteAsync(account.Id!);
        org.Tracker.Track(account, EntityState.Deleted);

        await FluentActions.Awaiting(() => org.SaveAsync()).Should().ThrowAsync<SaveFailedException>();
        SaveResult result = await org.SaveAsync(new SaveOptions { IgnoreMissingOnDelete = true });

        result.Written.Should().Be(1);
        org.Tracker.Find(account).Should().BeNull();
    }

    [Fact]
    public async Task A_record_that_is_gone_does_not_roll_the_other_deletes_back_when_that_was_asked_for()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account gone = new() { Name = "Gone" };
        Account here = new() { Name = "Here" };
        org.Add(gone);
        org.Add(here);
        await org.SaveAsync();
        await org.Client.SObject("Account").DeleteAsync(gone.Id!);
        org.Tracker.Track(gone, EntityState.Deleted);
        org.Tracker.Track(here, EntityState.Deleted);

        SaveResult result = await org.SaveAsync(new SaveOptions { IgnoreMissingOnDelete = true });

        result.Written.Should().Be(2);
        result.ApiCalls.Should().Be(2);
        (await org.CountAsync("Account")).Should().Be(0);
    }

    [Fact]
    public async Task A_changed_read_only_field_is_refused_before_sending()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account account = new() { Id = "001000000000001AAA", CreatedDate = DateTimeOffset.UnixEpoch };
        org.Tracker.Track(account, EntityState.Unchanged);
        account.CreatedDate = DateTimeOffset.UnixEpoch.AddDays(1);

        await FluentActions.Awaiting(() => org.SaveAsync()).Should().ThrowAsync<InvalidOperationException>()
            .WithMessage("Account.CreatedDate*is set by the org*Nothing was sent.");
        org.SaveCalls.Should().Be(0);
    }

    private sealed class MarkContext(SalesforceContextOptions<MarkContext> options) : SalesforceContext(options)
    {
        public SObjectSet<Invoice> Invoices => Set<Invoice>();

        public SObjectSet<Mark> Marks => Set<Mark>();
    }

    [SObject("Mark__c")]
    private sealed class Mark
    {
        public string? Id { get; set; }

        [Field("Key__c", ExternalId = true)]
        public string? Key { get; set; }
    }
}
