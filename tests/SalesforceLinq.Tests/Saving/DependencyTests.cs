namespace SalesforceLinq.Tests.Saving;

public sealed class DependencyTests
{
    [Fact]
    public async Task A_hierarchy_of_one_class_is_created_from_the_top_in_one_call()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Account top = new() { Name = "Top" };
        Account middle = new() { Name = "Middle", Parent = top };
        Account low = new() { Name = "Low", Parent = middle };
        org.Add(low);

        SaveResult result = await org.SaveAsync();

        result.ApiCalls.Should().Be(1);
        low.ParentId.Should().Be(middle.Id);
        middle.ParentId.Should().Be(top.Id);
        (await org.CountAsync("Account WHERE Parent.Parent.Name = 'Top'")).Should().Be(1);
    }

    [Fact]
    public async Task A_circle_over_lookups_that_may_be_empty_is_closed_by_an_update()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Invoice first = new() { Key = "1" };
        Invoice second = new() { Key = "2", Previous = first };
        first.Previous = second;
        org.Add(first);

        SaveResult result = await org.SaveAsync();

        result.Entries.Select(entry => entry.Operation).Should().Equal(SaveOperation.Create, SaveOperation.Create, SaveOperation.Update);
        (await org.CountAsync("Invoice__c WHERE Previous__c != null")).Should().Be(2);
        org.Tracker.HasChanges().Should().BeFalse();
    }

    [Fact]
    public async Task A_record_that_points_at_itself_is_created_and_then_updated()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Invoice own = new() { Key = "own" };
        own.Previous = own;
        org.Add(own);

        await org.SaveAsync();

        (await org.OneAsync("SELECT Id, Previous__c FROM Invoice__c"))["Previous__c"]!.ToString().Should().Be(own.Id);
    }

    [Fact]
    public async Task A_circle_over_a_required_lookup_is_named()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Lock one = new() { OtherId = "" };
        Lock two = new() { OtherId = "", Other = one };
        one.Other = two;
        org.Add(one);

        await FluentActions.Awaiting(() => org.SaveAsync()).Should().ThrowAsync<InvalidOperationException>()
            .WithMessage("*circle, Lock__c -> Lock__c -> Lock__c*Other__c may not be empty*Nothing was sent.");
        org.SaveCalls.Should().Be(0);
    }

    [Fact]
    public async Task A_chain_of_ten_thousand_records_is_planned_without_exhausting_the_stack()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Invoice? previous = null;
        for (int i = 0; i < 10_000; i++)
            previous = new Invoice { Key = $"{i}", Previous = previous };
        org.Add(previous!);

        org.PlannedCalls().Should().Be(2_000, "five levels fit one call");
    }

    [Fact]
    public async Task A_child_moved_to_another_parent_is_an_update_of_its_lookup()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        Contact contact = new() { LastName = "Mover" };
        Account from = new() { Name = "From", Contacts = { contact } };
        Account to = new() { Name = "To" };
        org.Add(from);
        org.Add(to);
        await org.SaveAsync();

        from.Contacts.Remove(contact);
        to.Contacts.Add(contact);
        SaveResult result = await org.SaveAsync();

        result.Written.Should().Be(1);
        contact.AccountId.Should().Be(to.Id);
        (await org.OneAsync("SELECT AccountId FROM Contact"))["AccountId"]!.ToString().Should().Be(to.Id);
    }

    [Fact]
    public async Task An_upsert_says_whether_the_record_is_new()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        org.Upsert(new Invoice { Key = "A", Total = 1 }, "Key__c");
        (await org.SaveAsync()).Entries.Single().Created.Should().BeTrue();
        org.Forget();

        Invoice again = new() { Key = "A", Total = 2 };
        org.Upsert(again, "Key__c");
        (await org.SaveAsync()).Entries.Single().Created.Should().BeFalse();

        (await org.OneAsync("SELECT Id, Total__c FROM Invoice__c"))["Total__c"]!.ToObject<decimal>().Should().Be(2);
        again.Id.Should().HaveLength(18);
    }

    [Fact]
    public async Task Text_that_looks_like_a_reference_stays_text()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        org.Add(new Account { Name = "Plain" });
        org.Add(new Contact { LastName = "@{step0[0].id}" });

        await org.SaveAsync();

        (await org.OneAsync("SELECT LastName FROM Contact"))["LastName"]!.ToString().Should().Be("@{step0[0].id}");
    }

    [Fact]
    public async Task Lookups_of_a_record_that_must_follow_are_one_update()
    {
        await using SavingOrg org = await SavingOrg.StartAsync(schema: schema => schema.WithObject("Branch__c", branch => branch.Lookup("Left__c", "Branch__c", "Lefts").Lookup("Right__c", "Branch__c", "Rights")));
        await using BranchContext context = new(new SalesforceContextOptionsBuilder<BranchContext>().UseClient(org.Client).Options);
        Branch branch = new();
        branch.Left = branch.Right = branch;
        context.Branches.Add(branch);

        SaveResult result = await context.SaveChangesAsync();

        result.Entries.Select(entry => entry.Operation).Should().Equal(SaveOperation.Create, SaveOperation.Update);
        (await org.CountAsync($"Branch__c WHERE Left__c = '{branch.Id}' AND Right__c = '{branch.Id}'")).Should().Be(1);
    }

    private sealed class BranchContext(SalesforceContextOptions<BranchContext> options) : SalesforceContext(options)
    {
        public SObjectSet<Branch> Branches => Set<Branch>();
    }

    [SObject("Branch__c")]
    private sealed class Branch
    {
        public string? Id { get; set; }

        [Relationship("Left__r")]
        public Branch? Left { get; set; }

        [Relationship("Right__r")]
        public Branch? Right { get; set; }
    }
}
