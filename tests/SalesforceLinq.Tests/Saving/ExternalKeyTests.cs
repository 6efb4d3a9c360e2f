using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Tests.Saving;

public sealed class ExternalKeyTests
{
    [Fact]
    public async Task A_parent_that_says_only_its_external_id_is_pointed_at_by_it()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        await org.Client.SObject("Invoice__c").CreateAsync(new { Key__c = "A-1" });
        Invoice invoice = new() { Key = "B-1", Previous = new Invoice { Key = "A-1" } };
        org.Context.Invoices.Add(invoice);

        SaveResult result = await org.SaveAsync();

        result.Written.Should().Be(1);
        JToken.DeepEquals(org.LastBody["records"]![0]!["Previous__r"], JObject.Parse("""{"Key__c":"A-1"}""")).Should().BeTrue();
        (await org.CountAsync("Invoice__c")).Should().Be(2);
        (await org.CountAsync("Invoice__c WHERE Key__c = 'B-1' AND Previous__r.Key__c = 'A-1'")).Should().Be(1);
        org.Tracker.HasChanges().Should().BeFalse();
    }

    [Fact]
    public async Task An_attached_parent_serves_many_children_and_an_update_moves_a_child_to_another_one()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        await org.Client.SObject("Invoice__c").CreateAsync(new { Key__c = "A-1" });
        await org.Client.SObject("Invoice__c").CreateAsync(new { Key__c = "A-2" });
        Invoice first = new() { Key = "A-1" };
        org.Context.Invoices.Attach(first).State.Should().Be(EntityState.Unchanged);
        Invoice one = new() { Key = "B-1", Previous = first };
        org.Context.Invoices.AddRange(one, new Invoice { Key = "B-2", Previous = first });
        (await org.SaveAsync()).Written.Should().Be(2);

        one.Previous = new Invoice { Key = "A-2" };
        (await org.SaveAsync()).Written.Should().Be(1);

        ((string?)org.LastBody["records"]![0]!["Previous__r"]!["Key__c"]).Should().Be("A-2");
        (await org.CountAsync("Invoice__c WHERE Key__c = 'B-1' AND Previous__r.Key__c = 'A-2'")).Should().Be(1);
        (await org.SaveAsync()).Written.Should().Be(0);
    }

    [Fact]
    public async Task A_parent_that_says_more_than_its_key_is_created()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        org.Context.Invoices.Add(new Invoice { Key = "B-1", Previous = new Invoice { Key = "A-1", Total = 0 } });

        (await org.SaveAsync()).Written.Should().Be(2);

        (await org.CountAsync("Invoice__c WHERE Previous__r.Key__c = 'A-1'")).Should().Be(1);
    }

    [Fact]
    public async Task A_key_that_no_record_has_is_reported_for_the_child()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Invoice invoice = new() { Key = "B-1", Previous = new Invoice { Key = "nobody" } };
        org.Context.Invoices.Add(invoice);

        SaveFailedException failed = await org.FailAsync();

        failed.Failures.Should().ContainSingle().Which.Message.Should().Contain("nobody");
        failed.Failures[0].Entry.Entity.Should().BeSameAs(invoice);
        (await org.CountAsync("Invoice__c")).Should().Be(0);
    }

    [Fact]
    public async Task A_key_that_looks_like_a_reference_stays_text()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        await org.Client.SObject("Invoice__c").CreateAsync(new { Key__c = "@{x.id}" });
        org.Context.Accounts.Add(new Account { Name = "Beside" });
        org.Context.Invoices.Add(new Invoice { Key = "B-1", Previous = new Invoice { Key = "@{x.id}" } });

        (await org.SaveAsync()).Written.Should().Be(2);

        (await org.CountAsync("Invoice__c WHERE Previous__r.Key__c = '@{x.id}'")).Should().Be(1);
    }

    [Fact]
    public async Task An_entity_with_neither_id_nor_key_cannot_be_attached()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();

        FluentActions.Invoking(() => org.Context.Invoices.Attach(new Invoice { Key = "A", Total = 1 }))
            .Should().Throw<InvalidOperationException>().WithMessage("A Invoice without Id cannot be attached*");
    }

    [Fact]
    public async Task An_upsert_empties_what_was_marked_or_was_read_and_emptied()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        await org.Client.SObject("Invoice__c").CreateAsync(new { Key__c = "A-1", Total__c = 1 });
        await org.Client.SObject("Invoice__c").CreateAsync(new { Key__c = "A-2", Total__c = 2 });
        Invoice marked = new() { Key = "A-1" };
        Invoice read = await org.Context.Invoices.SingleAsync(invoice => invoice.Key == "A-2");
        read.Total = null;

        org.Context.Invoices.Upsert(marked, x => x.Key).Property(x => x.Total).IsModified = true;
        org.Context.Invoices.Upsert(read, x => x.Key);
        await org.SaveAsync();

        (await org.CountAsync("Invoice__c WHERE Total__c = null")).Should().Be(2);
    }

    [Fact]
    public async Task A_lookup_that_is_moved_to_a_parent_known_by_its_key_is_sent_once()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        await org.Client.SObject("Invoice__c").CreateAsync(new { Key__c = "A-2" });
        await using LinkedContext context = new(new SalesforceContextOptionsBuilder<LinkedContext>().UseClient(org.Client).Options);
        Linked child = new() { Key = "B-1", Previous = new Linked { Key = "A-1" } };
        context.Invoices.AddRange(child.Previous, child);
        await context.SaveChangesAsync();

        child.Previous = new Linked { Key = "A-2" };
        await context.SaveChangesAsync();

        context.ChangeTracker.HasChanges().Should().BeFalse();
        (await context.SaveChangesAsync()).Written.Should().Be(0);
        (await org.CountAsync("Invoice__c WHERE Key__c = 'B-1' AND Previous__r.Key__c = 'A-2'")).Should().Be(1);
    }

    private sealed class LinkedContext(SalesforceContextOptions<LinkedContext> options) : SalesforceContext(options)
    {
        public SObjectSet<Linked> Invoices => Set<Linked>();
    }

    [SObject("Invoice__c")]
    private sealed class Linked
    {
        public string? Id { get; set; }

        [Field("Key__c", ExternalId = true)]
        public string? Key { get; set; }

        [Field("Previous__c")]
        public string? PreviousId { get; set; }

        public Linked? Previous { get; set; }
    }
}
