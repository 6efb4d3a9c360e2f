using Microsoft.Extensions.Time.Testing;
using SalesforceLinq.Emulator;

namespace SalesforceLinq.Tests.Saving;

public sealed class ConcurrencyTests
{
    private static readonly SaveOptions EachForItself = new() { Atomicity = SaveAtomicity.None };

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task One_changed_row_is_updated_only_if_nobody_modified_it_since()
    {
        await using SavingOrg org = await SavingOrg.StartAsync(clock: _clock);
        (VersionedContext context, List<Versioned> read) = await ReadAsync(org, 1);
        await ChangeBySomebodyAsync(org, read[0]);
        read[0].Total = 5;

        SaveConcurrencyException conflict = await ConflictAsync(context);

        SaveFailure failure = conflict.Conflicts.Should().ContainSingle().Subject;
        failure.IsConflict.Should().BeTrue();
        failure.ErrorCode.Should().Be("CONCURRENT_CHANGE");
        failure.Entry.Entity.Should().BeSameAs(read[0]);
        org.LastBody["compositeRequest"]![0]!["httpHeaders"]!["If-Unmodified-Since"]!.ToString().Should().Be("Sun, 01 Mar 2026 08:00:00 GMT");
        (await TotalAsync(org, read[0])).Should().Be(100);
        context.Entry(read[0]).State.Should().Be(EntityState.Modified);
    }

    [Fact]
    public async Task A_row_nobody_changed_is_saved_in_one_call_and_can_be_saved_again()
    {
        await using SavingOrg org = await SavingOrg.StartAsync(clock: _clock);
        (VersionedContext context, List<Versioned> read) = await ReadAsync(org, 1);
        for (int i = 1; i <= 3; i++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            read[0].Total = 10 * i;
            (await context.SaveChangesAsync()).ApiCalls.Should().Be(1, "the new version comes back in the call that writes");
            read[0].SystemModstamp.Should().Be(_clock.GetUtcNow());
        }

        (await TotalAsync(org, read[0])).Should().Be(30);
    }

    [Fact]
    public async Task A_token_the_org_cannot_compare_is_named_and_no_conflict()
    {
        await using SavingOrg org = await SavingOrg.StartAsync(clock: _clock);
        for (int i = 0; i < 2; i++)
            await org.Client.SObject("Invoice__c").CreateAsync(new { Key__c = $"I-{i}", Total__c = 1 });
        await using TextTokenContext context = new(new SalesforceContextOptionsBuilder<TextTokenContext>().UseClient(org.Client).Options);
        List<TextToken> read = await context.Invoices.ToListAsync();
        read.ForEach(row => row.Total = 5);

        SaveFailedException failed = (await FluentActions.Awaiting(() => context.SaveChangesAsync()).Should().ThrowAsync<SaveFailedException>()).Which;

        failed.Should().NotBeOfType<SaveConcurrencyException>();
        failed.Failures.Should().HaveCount(2).And.OnlyContain(failure => failure.ErrorCode == "INVALID_FIELD" && failure.Fields.Contains("SystemModstamp"));
        context.Entry(read[0]).State = EntityState.Unchanged;
        (await FluentActions.Awaiting(() => context.SaveChangesAsync()).Should().ThrowAsync<SaveFailedException>()).Which.Failures.Should().ContainSingle();
        (await org.CountAsync("Invoice__c WHERE Total__c = 1")).Should().Be(2);
    }

    [Fact]
    public async Task Many_rows_are_compared_and_written_in_one_call_that_rolls_back_when_one_has_changed()
    {
        await using SavingOrg org = await SavingOrg.StartAsync(clock: _clock);
        (VersionedContext context, List<Versioned> read) = await ReadAsync(org, 5);
        await ChangeBySomebodyAsync(org, read[3]);
        read.ForEach(row => row.Total = 5);
        org.Org.Requests.Clear();

        SaveConcurrencyException conflict = await ConflictAsync(context);

        conflict.Conflicts.Should().ContainSingle().Which.Entry.Entity.Should().BeSameAs(read[3]);
        conflict.RolledBack.Should().Be(4);
        conflict.ApiCalls.Should().Be(2, "the second call only names who it was");
        (await org.CountAsync("Invoice__c WHERE Total__c = 5")).Should().Be(0);
    }

    [Fact]
    public async Task Rows_nobody_changed_are_saved_in_one_call()
    {
        await using SavingOrg org = await SavingOrg.StartAsync(clock: _clock);
        (VersionedContext context, List<Versioned> read) = await ReadAsync(org, 5);
        _clock.Advance(TimeSpan.FromMinutes(1));
        read.ForEach(row => row.Total = 5);
        context.PlanChanges().Requests.Should().ContainSingle().Which.CheckedRecords.Should().Be(5);

        SaveResult result = await context.SaveChangesAsync();

        result.ApiCalls.Should().Be(1);
        (await org.CountAsync("Invoice__c WHERE Total__c = 5")).Should().Be(5);
        read.Should().OnlyContain(row => row.SystemModstamp == _clock.GetUtcNow());
        read[0].Total = 6;
        (await context.SaveChangesAsync()).Written.Should().Be(1);
    }

    [Fact]
    public async Task Each_for_itself_saves_the_rows_nobody_changed()
    {
        await using SavingOrg org = await SavingOrg.StartAsync(clock: _clock);
        (VersionedContext context, List<Versioned> read) = await ReadAsync(org, 3);
        await ChangeBySomebodyAsync(org, read[1]);
        read.ForEach(row => row.Total = 5);

        SaveConcurrencyException conflict = await ConflictAsync(context, EachForItself);

        conflict.Conflicts.Should().ContainSingle().Which.Entry.Entity.Should().BeSameAs(read[1]);
        conflict.Saved.Should().HaveCount(2);
        (await org.CountAsync("Invoice__c WHERE Total__c = 5")).Should().Be(2);
    }

    [Fact]
    public async Task A_deleted_row_is_a_conflict_and_a_changed_row_is_not_deleted()
    {
        await using SavingOrg org = await SavingOrg.StartAsync(clock: _clock);
        (VersionedContext context, List<Versioned> read) = await ReadAsync(org, 3);
        await org.Client.SObject("Invoice__c").DeleteAsync(read[0].Id!);
        await ChangeBySomebodyAsync(org, read[1]);
        read[0].Total = 5;
        context.Invoices.Remove(read[1]);
        read[2].Total = 5;

        SaveConcurrencyException conflict = await ConflictAsync(context);

        conflict.Conflicts.Select(failure => failure.Entry.Entity).Should().BeEquivalentTo([read[0], read[1]]);
        conflict.Conflicts[0].Message.Should().Contain("deleted");
        (await org.CountAsync("Invoice__c")).Should().Be(2);
    }

    [Fact]
    public async Task Rows_to_be_deleted_that_are_gone_do_not_stop_the_others_when_that_was_asked_for()
    {
        await using SavingOrg org = await SavingOrg.StartAsync(clock: _clock);
        (VersionedContext context, List<Versioned> read) = await ReadAsync(org, 3);
        await org.Client.SObject("Invoice__c").DeleteAsync(read[0].Id!);
        context.Invoices.RemoveRange(read);

        SaveResult result = await context.SaveChangesAsync(new SaveOptions { IgnoreMissingOnDelete = true });

        result.Written.Should().Be(3);
        (await org.CountAsync("Invoice__c")).Should().Be(0);
        context.ChangeTracker.Entries().Should().BeEmpty();
    }

    [Fact]
    public async Task Our_values_win_after_taking_the_orgs_version_as_the_original()
    {
        await using SavingOrg org = await SavingOrg.StartAsync(clock: _clock);
        (VersionedContext context, List<Versioned> read) = await ReadAsync(org, 1);
        await ChangeBySomebodyAsync(org, read[0]);
        read[0].Total = 5;
        SaveConcurrencyException conflict = await ConflictAsync(context);

        EntityEntry entry = conflict.Conflicts[0].Entry;
        entry.OriginalValues.SetValues((await entry.GetDatabaseValuesAsync())!);
        read[0].SystemModstamp = (DateTimeOffset?)entry.OriginalValues["SystemModstamp"];
        await context.SaveChangesAsync();

        (await TotalAsync(org, read[0])).Should().Be(5);
    }

    [Fact]
    public async Task The_last_writer_wins_where_that_was_asked_for()
    {
        await using SavingOrg org = await SavingOrg.StartAsync(clock: _clock);
        (VersionedContext context, List<Versioned> read) = await ReadAsync(org, 1);
        await ChangeBySomebodyAsync(org, read[0]);
        read[0].Total = 5;

        await context.SaveChangesAsync(new SaveOptions { IgnoreConcurrencyTokens = true });

        (await TotalAsync(org, read[0])).Should().Be(5);
        _clock.Advance(TimeSpan.FromMinutes(1));
        read[0].Total = 6;
        (await context.SaveChangesAsync()).Written.Should().Be(1, "the version was read back");
    }

    [Fact]
    public async Task A_version_that_came_from_elsewhere_is_compared_too()
    {
        await using SavingOrg org = await SavingOrg.StartAsync(clock: _clock);
        (_, List<Versioned> read) = await ReadAsync(org, 1);
        await ChangeBySomebodyAsync(org, read[0]);
        await using VersionedContext context = NewContext(org);
        Versioned posted = new() { Id = read[0].Id, SystemModstamp = read[0].SystemModstamp };
        context.Invoices.Attach(posted);
        posted.Total = 5;

        await ConflictAsync(context);

        (await TotalAsync(org, posted)).Should().Be(100);
    }

    [Fact]
    public async Task A_lost_answer_of_our_own_change_is_reported_as_one_that_may_have_happened()
    {
        await using SavingOrg org = await SavingOrg.StartAsync(attempts: 3, clock: _clock);
        (VersionedContext context, List<Versioned> read) = await ReadAsync(org, 2);
        _clock.Advance(TimeSpan.FromMinutes(1));
        read.ForEach(row => row.Total = 5);
        org.Org.Faults.Next(Fault.DroppedAfterCommit);

        SaveConcurrencyException conflict = await ConflictAsync(context);

        conflict.Conflicts.Should().HaveCount(2).And.OnlyContain(failure => failure.MayHaveHappened);
        (await org.CountAsync("Invoice__c WHERE Total__c = 5")).Should().Be(2);
    }

    private static async Task<SaveConcurrencyException> ConflictAsync(VersionedContext context, SaveOptions? options = null) =>
        (await FluentActions.Awaiting(() => context.SaveChangesAsync(options ?? new SaveOptions())).Should().ThrowAsync<SaveConcurrencyException>()).Which;

    private static async Task<(VersionedContext, List<Versioned>)> ReadAsync(SavingOrg org, int count)
    {
        for (int i = 0; i < count; i++)
            await org.Client.SObject("Invoice__c").CreateAsync(new { Key__c = $"K-{i}", Total__c = 1 });
        VersionedContext context = NewContext(org);
        List<Versioned> read = await context.Invoices.OrderBy(row => row.Key).ToListAsync();
        org.Org.Requests.Clear();
        return (context, read);
    }

    private async Task ChangeBySomebodyAsync(SavingOrg org, Versioned row)
    {
        _clock.Advance(TimeSpan.FromMinutes(1));
        await org.Client.SObject("Invoice__c").UpdateAsync(row.Id!, new { Total__c = 100 });
        _clock.Advance(TimeSpan.FromMinutes(1));
    }

    private static async Task<decimal?> TotalAsync(SavingOrg org, Versioned row) => (decimal?)(await org.OneAsync($"SELECT Total__c FROM Invoice__c WHERE Id = '{row.Id}'"))["Total__c"];

    private static VersionedContext NewContext(SavingOrg org) => new(new SalesforceContextOptionsBuilder<VersionedContext>().UseClient(org.Client).Options);
}

public sealed class VersionedContext(SalesforceContextOptions<VersionedContext> options) : SalesforceContext(options)
{
    public SObjectSet<Versioned> Invoices => Set<Versioned>();
}

[SObject("Invoice__c")]
public class Versioned
{
    public string? Id { get; set; }

    [Field("Key__c")]
    public string? Key { get; set; }

    [Field("Total__c")]
    public decimal? Total { get; set; }

    [Field(ConcurrencyToken = true)]
    public DateTimeOffset? SystemModstamp { get; set; }
}

public sealed class TextTokenContext(SalesforceContextOptions<TextTokenContext> options) : SalesforceContext(options)
{
    public SObjectSet<TextToken> Invoices => Set<TextToken>();
}

/// <summary>A class that takes the date of the last change for a text.</summary>
[SObject("Invoice__c")]
public class TextToken
{
    public string? Id { get; set; }

    [Field("Total__c")]
    public decimal? Total { get; set; }

    [Field(ConcurrencyToken = true)]
    public string? SystemModstamp { get; set; }
}
