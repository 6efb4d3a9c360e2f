using System.ComponentModel.DataAnnotations;

namespace SalesforceLinq.Tests.Saving;

public sealed class InterceptionTests
{
    [Fact]
    public async Task Events_frame_a_save_and_handlers_may_still_change_entities()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        List<string> heard = [];
        org.Context.SavingChanges += (_, saving) =>
        {
            heard.Add($"saving {saving.Options.Atomicity}");
            org.Context.Accounts.Local.Single().Industry = "Energy";
        };
        org.Context.SavedChanges += (_, saved) => heard.Add($"saved {saved.Result.Written}");
        org.Context.SaveChangesFailed += (_, failed) => heard.Add($"failed {failed.Exception.GetType().Name}");
        Account account = new() { Name = "Acme" };
        org.Context.Accounts.Add(account);

        await org.SaveAsync();
        account.Name = null;
        await org.FailAsync();

        heard.Should().Equal("saving WhenPossible", "saved 1", "saving WhenPossible", "failed SaveFailedException");
        ((string?)(await org.OneAsync("SELECT Industry FROM Account"))["Industry"]).Should().Be("Energy");
    }

    [Fact]
    public async Task Interceptors_take_part_in_every_save_of_every_context_in_their_order()
    {
        Recorder first = new("first"), second = new("second");
        await using SavingOrg org = await SavingOrg.StartAsync(configure: builder => builder.AddInterceptors(first, second));
        List<string> heard = first.Heard = second.Heard = [];
        org.Context.Accounts.Add(new Account { Name = "Acme" });
        await org.SaveAsync();
        org.Forget();
        org.Context.Accounts.Add(new Account { Industry = "No name" });
        await org.FailAsync();

        heard.Should().Equal(
            "first saving", "second saving", "first saved 1", "second saved 1",
            "first saving", "second saving", "first failed SaveFailedException", "second failed SaveFailedException");
    }

    [Fact]
    public async Task An_interceptor_turns_deletions_into_marks()
    {
        await using SavingOrg org = await SavingOrg.StartAsync(configure: builder => builder.AddInterceptors(new SoftDelete()));
        Account account = new() { Name = "Acme" };
        org.Context.Accounts.Add(account);
        await org.SaveAsync();

        org.Context.Accounts.Remove(account);
        await org.SaveAsync();

        ((string?)(await org.OneAsync("SELECT Industry FROM Account"))["Industry"]).Should().Be("Other");
    }

    [Fact]
    public async Task An_interceptor_chooses_other_options_or_puts_a_result_in_the_saves_place()
    {
        Recorder recorder = new("only") { Heard = [], OnSaving = save => save.Options = save.Options with { RefreshAfterSave = true } };
        await using SavingOrg org = await SavingOrg.StartAsync(configure: builder => builder.AddInterceptors(recorder));
        Account account = new() { Name = "Acme" };
        org.Context.Accounts.Add(account);
        await org.SaveAsync();
        account.CreatedDate.Should().NotBeNull();

        recorder.OnSaving = save => save.Suppress(new SaveResult([], 0));
        account.Name = "Not sent";
        (await org.SaveAsync()).Written.Should().Be(0);

        org.Context.Entry(account).State.Should().Be(EntityState.Modified);
        ((string?)(await org.OneAsync("SELECT Name FROM Account"))["Name"]).Should().Be("Acme");
    }

    [Fact]
    public async Task Annotations_are_checked_before_anything_is_sent_and_all_errors_come_at_once()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        await using AnnotatedContext context = new(new SalesforceContextOptionsBuilder<AnnotatedContext>().UseClient(org.Client).UseSaveOptions(new SaveOptions { Validate = true }).Options);
        context.Accounts.Add(new Annotated { Name = "Good", Site = "ok" });
        context.Accounts.Add(new Annotated { Site = "too long" });

        SaveValidationException invalid = (await FluentActions.Awaiting(() => context.SaveChangesAsync()).Should().ThrowAsync<SaveValidationException>()).Which;

        invalid.Errors.SelectMany(error => error.PropertyNames).Should().BeEquivalentTo("Name", "Site");
        invalid.Errors.Should().OnlyContain(error => error.Entry.State == EntityState.Added);
        invalid.Message.Should().StartWith("2 values are not valid. Nothing was sent. Annotated (new): The Name field is required.");
        org.SaveCalls.Should().Be(0);
        (await FluentActions.Awaiting(() => context.SaveChangesAsync(new SaveOptions())).Should().ThrowAsync<SaveFailedException>()).Which.Failures.Should().NotBeEmpty("without the option the org judges");
    }

    [Fact]
    public async Task Of_a_record_that_was_not_read_whole_only_what_is_sent_is_checked()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        string id = (await org.Client.SObject("Account").CreateAsync(new { Name = "Acme" })).Id!;
        await using AnnotatedContext context = new(new SalesforceContextOptionsBuilder<AnnotatedContext>().UseClient(org.Client).UseSaveOptions(new SaveOptions { Validate = true }).Options);
        Annotated known = new() { Id = id };
        context.Accounts.Attach(known);

        known.Site = "ok";
        (await context.SaveChangesAsync()).Written.Should().Be(1, "Name was never read, and is not empty for that");
        known.Site = "too long";

        await FluentActions.Awaiting(() => context.SaveChangesAsync()).Should().ThrowAsync<SaveValidationException>();
    }

    [Fact]
    public async Task Fields_without_a_property_have_no_annotations_to_be_checked()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        string id = (await org.Client.SObject("Account").CreateAsync(new { Name = "Acme" })).Id!;
        await using LooseContext context = new(new SalesforceContextOptionsBuilder<LooseContext>().UseClient(org.Client).UseSaveOptions(new SaveOptions { Validate = true }).Options);
        Loose known = new() { Id = id };
        context.Accounts.Attach(known);
        known.More["Industry"] = "Energy";

        (await context.SaveChangesAsync()).Written.Should().Be(1);
    }

    private sealed class LooseContext(SalesforceContextOptions<LooseContext> options) : SalesforceContext(options)
    {
        public SObjectSet<Loose> Accounts => Set<Loose>();
    }

    [SObject("Account")]
    private sealed class Loose
    {
        public string? Id { get; set; }

        public string? Name { get; set; }

        [ExtraFields]
        public Dictionary<string, object?> More { get; set; } = [];
    }

    private sealed class Recorder(string name) : ISaveInterceptor
    {
        public List<string> Heard { get; set; } = [];

        public Action<SaveInterception>? OnSaving { get; set; }

        public ValueTask SavingChangesAsync(SaveInterception save, CancellationToken cancellationToken)
        {
            Heard.Add($"{name} saving");
            OnSaving?.Invoke(save);
            return ValueTask.CompletedTask;
        }

        public ValueTask SavedChangesAsync(SaveInterception save, SaveResult result, CancellationToken cancellationToken)
        {
            Heard.Add($"{name} saved {result.Written}");
            return ValueTask.CompletedTask;
        }

        public ValueTask SaveChangesFailedAsync(SaveInterception save, Exception failure, CancellationToken cancellationToken)
        {
            Heard.Add($"{name} failed {failure.GetType().Name}");
            return ValueTask.CompletedTask;
        }
    }

    private sealed class SoftDelete : ISaveInterceptor
    {
        public ValueTask SavingChangesAsync(SaveInterception save, CancellationToken cancellationToken)
        {
            foreach (EntityEntry<Account> entry in save.Context.ChangeTracker.Entries<Account>().Where(entry => entry.State == EntityState.Deleted))
            {
                entry.State = EntityState.Unchanged;
                entry.Entity.Industry = "Other";
            }

            return ValueTask.CompletedTask;
        }
    }
}

public sealed class AnnotatedContext(SalesforceContextOptions<AnnotatedContext> options) : SalesforceContext(options)
{
    public SObjectSet<Annotated> Accounts => Set<Annotated>();
}

[SObject("Account")]
public class Annotated
{
    public string? Id { get; set; }

    [Required]
    public string? Name { get; set; }

    [StringLength(5)]
    public string? Site { get; set; }
}
