using SalesforceLinq.Emulator;

namespace SalesforceLinq.Tests.Saving;

public sealed class SetBasedTests
{
    private int _doubled;

    [Fact]
    public async Task A_constant_is_set_in_all_records_a_query_finds()
    {
        await using SavingOrg org = await FilledAsync(2_500);
        List<SaveProgress> reported = [];

        ExecuteResult result = await org.Context.Invoices.Where(invoice => invoice.Total >= 0)
            .ExecuteUpdateAsync(s => s.SetProperty(invoice => invoice.Total, 7), new Reporter(reported));

        result.Should().BeEquivalentTo(new ExecuteResult(2_500, 2_500, [], 3));
        org.SaveCalls.Should().Be(3, "a call takes 1,000 records in five collections");
        org.Bodies[0]["compositeRequest"]!.Should().HaveCount(5);
        reported.Select(progress => progress.Written).Should().Equal(1_000, 2_000, 2_500);
        (await org.CountAsync("Invoice__c WHERE Total__c = 7")).Should().Be(2_500);
        org.Org.Requests.First(request => request.Path.Contains("/query", StringComparison.Ordinal)).Path.Should().Contain("SELECT%20Id%20FROM", "only ids are read");
        org.Tracker.Entries().Should().BeEmpty();
    }

    [Fact]
    public async Task A_value_is_computed_from_the_record_itself()
    {
        await using SavingOrg org = await FilledAsync(3);

        ExecuteResult result = await org.Context.Invoices.Where(invoice => invoice.Total > 0)
            .ExecuteUpdateAsync(s => s.SetProperty(invoice => invoice.Total, invoice => (invoice.Total * 2) + 1).SetProperty(invoice => invoice.AccountId, (string?)null));

        result.Written.Should().Be(2);
        (await org.Context.Invoices.OrderBy(invoice => invoice.Key).Select(invoice => invoice.Total).ToListAsync()).Should().Equal(0, 3, 5);
    }

    [Fact]
    public async Task Records_that_are_refused_are_reported_and_do_not_stop_the_others()
    {
        await using SavingOrg org = await FilledAsync(3);

        ExecuteResult result = await org.Context.Invoices.ExecuteUpdateAsync(s => s.SetProperty(invoice => invoice.Key, invoice => invoice.Key == "K0001" ? "K0000" : invoice.Key + "x"));

        result.Matched.Should().Be(3);
        result.Written.Should().Be(3, "K0000 is free by the time K0001 takes it");
        result = await org.Context.Invoices.ExecuteUpdateAsync(s => s.SetProperty(invoice => invoice.Key, "same"));
        result.Written.Should().Be(1);
        result.Failures.Should().HaveCount(2).And.OnlyContain(failure => failure.ErrorCode == "DUPLICATE_VALUE" && failure.Id.Length == 18);
        (await org.CountAsync("Invoice__c WHERE Key__c = 'same'")).Should().Be(1);
    }

    [Fact]
    public async Task Records_a_query_finds_are_deleted()
    {
        await using SavingOrg org = await FilledAsync(1_200);

        ExecuteResult result = await org.Context.Invoices.Where(invoice => invoice.Total < 1_100).ExecuteDeleteAsync();

        result.Should().BeEquivalentTo(new ExecuteResult(1_100, 1_100, [], 2));
        (await org.CountAsync("Invoice__c")).Should().Be(100);
    }

    [Fact]
    public async Task A_query_that_finds_nothing_writes_nothing()
    {
        await using SavingOrg org = await FilledAsync(1);

        (await org.Context.Invoices.Where(invoice => invoice.Key == "nobody").ExecuteDeleteAsync()).Should().BeEquivalentTo(new ExecuteResult(0, 0, [], 0));

        org.SaveCalls.Should().Be(0);
    }

    [Fact]
    public async Task Locked_rows_are_sent_again_alone()
    {
        await using SavingOrg org = await FilledAsync(5);
        org.Org.Faults.Next(Fault.RowLocked);

        ExecuteResult result = await org.Context.Invoices.ExecuteUpdateAsync(
            s => s.SetProperty(invoice => invoice.Total, 7), options: new SaveOptions { LockRetryDelay = TimeSpan.Zero });

        result.Written.Should().Be(5);
        org.Bodies[^1]["records"]!.Should().HaveCount(1);
    }

    [Fact]
    public async Task Work_that_is_cut_off_says_what_was_done()
    {
        await using SavingOrg org = await FilledAsync(2_500);
        int calls = 0;
        org.Org.Faults.Next(Fault.ServiceUnavailable, on: target => target.Path.Contains("composite", StringComparison.Ordinal) && ++calls == 2);

        ExecuteStoppedException stopped = (await FluentActions.Awaiting(() => org.Context.Invoices.ExecuteUpdateAsync(s => s.SetProperty(invoice => invoice.Total, 7)))
            .Should().ThrowAsync<ExecuteStoppedException>()).Which;

        stopped.Result.Written.Should().Be(1_000);
        (await org.CountAsync("Invoice__c WHERE Total__c = 7")).Should().Be(1_000);
    }

    [Fact]
    public async Task Fields_that_cannot_be_updated_are_refused_before_anything_is_sent()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();

        await FluentActions.Awaiting(() => org.Context.Accounts.ExecuteUpdateAsync(s => s.SetProperty(account => account.CreatedDate, DateTimeOffset.UnixEpoch)))
            .Should().ThrowAsync<ArgumentException>().WithMessage("Account.CreatedDate*cannot be updated: the org sets it.*");
        await FluentActions.Awaiting(() => org.Context.Accounts.ExecuteUpdateAsync(s => s.SetProperty(account => account.Name, "A").SetProperty(account => account.Name, "B")))
            .Should().ThrowAsync<ArgumentException>().WithMessage("*is set twice*");
        await FluentActions.Awaiting(() => org.Context.Accounts.ExecuteUpdateAsync(_ => { })).Should().ThrowAsync<ArgumentException>().WithMessage("No field is set*");
        org.Org.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Headers_go_with_every_call()
    {
        await using SavingOrg org = await SavingOrg.StartAsync(schema: schema => schema.WithObject("Contact", contact => contact.DuplicateRule("LastName")));
        org.Context.Contacts.AddRange([new Contact { LastName = "One" }, new Contact { LastName = "Other" }]);
        await org.SaveAsync();

        ExecuteResult refused = await org.Context.Contacts.ExecuteUpdateAsync(s => s.SetProperty(contact => contact.LastName, "Same"));
        ExecuteResult allowed = await org.Context.Contacts.ExecuteUpdateAsync(
            s => s.SetProperty(contact => contact.LastName, "Same"), options: new SaveOptions { Headers = new() { AllowDuplicates = true } });

        refused.Failures.Should().ContainSingle().Which.ErrorCode.Should().Be("DUPLICATES_DETECTED");
        allowed.Failures.Should().BeEmpty();
        (await org.CountAsync("Contact WHERE LastName = 'Same'")).Should().Be(2);
    }

    [Fact]
    public async Task A_computation_that_throws_does_not_hide_what_was_written()
    {
        await using SavingOrg org = await FilledAsync(2_500);

        ExecuteStoppedException stopped = (await FluentActions.Awaiting(() => org.Context.Invoices.OrderBy(invoice => invoice.Key).ExecuteUpdateAsync(s => s.SetProperty(invoice => invoice.Total, invoice => Doubled(invoice.Key))))
            .Should().ThrowAsync<ExecuteStoppedException>()).Which;

        stopped.InnerException.Should().BeOfType<NotSupportedException>();
        stopped.Result.Written.Should().Be(2_000);
    }

    private decimal? Doubled(string? key) => ++_doubled > 2_400 ? throw new NotSupportedException(key) : _doubled * 2;

    private static async Task<SavingOrg> FilledAsync(int count)
    {
        SavingOrg org = await SavingOrg.StartAsync();
        org.Context.Invoices.AddRange(Enumerable.Range(0, count).Select(i => new Invoice { Key = $"K{i:0000}", Total = i }));
        await org.SaveAsync();
        org.Forget();
        org.Org.Requests.Clear();
        return org;
    }

    private sealed class Reporter(List<SaveProgress> reported) : IProgress<SaveProgress>
    {
        public void Report(SaveProgress value) => reported.Add(value);
    }
}
