using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Tests.Mapping;

/// <summary>Classes of every make over one object of a managed package.</summary>
public sealed class ClassShapeTests(MappingOrg org) : IClassFixture<MappingOrg>
{
    [Fact]
    public async Task A_record_is_constructed_with_what_was_read()
    {
        string account = (await org.Client.SObject("Account").CreateAsync(new JObject { ["Name"] = "Owner" })).Id!;
        string id = await CreateAsync("constructed", new JObject { ["ns__Amount__c"] = 5, ["ns__Day__c"] = "2024-01-31", ["ns__Account__c"] = account });
        await using ThingContext context = org.Context();

        ThingRecord record = await context.Records.Include(thing => thing.Owner).SingleAsync(thing => thing.Key == "constructed");

        (record.Id, record.Key, record.Amount, record.Day, record.Owner!.Name).Should().Be((id, "constructed", 5m, new DateOnly(2024, 1, 31), "Owner"));
        context.ChangeTracker.HasChanges().Should().BeFalse();
    }

    [Fact]
    public async Task A_constructor_that_refuses_what_was_read_is_named_with_the_record()
    {
        string id = (await org.Client.SObject("ns__Thing__c").CreateAsync(new JObject { ["ns__Amount__c"] = 77 })).Id!;
        await using ThingContext context = org.Context();

        (await context.Records.Where(thing => thing.Amount == 77).Invoking(records => records.ToListAsync()).Should().ThrowAsync<MaterializationException>())
            .WithMessage($"The constructor of ThingRecord refused the values of a record of ns__Thing__c (ArgumentNullException).* The record is {id}.");
    }

    [Fact]
    public async Task A_property_without_a_setter_is_read_into_the_field_behind_it()
    {
        await CreateAsync("backed", new JObject { ["ns__Text__c"] = "inside" });
        await using ThingContext context = org.Context();

        (await context.Things.SingleAsync(thing => thing.Key == "backed")).Text.Should().Be("inside");
    }

    [Fact]
    public async Task Queries_can_be_written_over_interfaces_and_base_classes()
    {
        await CreateAsync("generic", []);
        await using ThingContext context = org.Context();

        (await ByKey(context.Things, "generic").ToListAsync()).Should().ContainSingle();
        context.Things.Where(thing => thing.CreatedDate != null && thing.Number == "T-0001").ToSoql().Should().Contain("WHERE CreatedDate != null AND ns__Number__c = 'T-0001'");
    }

    [Fact]
    public async Task Names_of_packages_lead_to_parents_and_children_by_their_own_names()
    {
        await using (ThingContext context = org.Context())
        {
            Client client = new() { Name = "Packaged" };
            client.Things.Add(new Thing { Key = "p1" });
            client.Things.Add(new Thing { Key = "p2" });
            context.Clients.Add(client);
            context.Things.Add(new Thing { Key = "p3", Before = client.Things.First() });
            await context.SaveChangesAsync();
        }

        await using ThingContext other = org.Context();
        Client read = await other.Clients.Include(c => c.Things).SingleAsync(c => c.Name == "Packaged");
        List<string?> names = await other.Things.Where(thing => thing.Account!.Name == "Packaged").Select(thing => thing.Key).ToListAsync();
        Thing first = await other.Things.Include(thing => thing.After).SingleAsync(thing => thing.Key == "p1");

        read.Things.Select(thing => thing.Key).Should().BeEquivalentTo("p1", "p2");
        names.Should().BeEquivalentTo("p1", "p2");
        first.After.Select(thing => thing.Key).Should().Equal("p3");
        first.Account.Should().BeSameAs(read, "a record is one entity, wherever it is read");
        other.ChangeTracker.HasChanges().Should().BeFalse();
    }

    [Fact]
    public async Task Several_classes_stand_for_one_object_and_a_tracked_record_is_of_one_of_them()
    {
        string id = await CreateAsync("shared", new JObject { ["ns__Text__c"] = "t" });
        await using ThingContext context = org.Context();

        SealedThing one = (await context.Sealed.FindAsync(id))!;
        OpenThing other = (await context.Open.AsNoTracking().SingleAsync(thing => thing.Key == "shared"));

        (one.Text, other.Key).Should().Be(("t", "shared"));
        (await context.Open.Where(thing => thing.Key == "shared").Invoking(query => query.ToListAsync()).Should().ThrowAsync<InvalidOperationException>())
            .WithMessage($"The context already tracks the record {id} as a SealedThing, *cannot be a OpenThing too. Read it with AsNoTracking()*");
    }

    [Fact]
    public async Task A_field_that_is_set_once_is_sent_when_the_record_is_created_and_refused_later()
    {
        await using ThingContext context = org.Context();
        SealedThing thing = new() { Key = "once", Text = "a" };
        context.Sealed.Add(thing);
        await context.SaveChangesAsync();

        thing.Text = "b";
        await context.SaveChangesAsync();
        thing.Key = "twice";

        (await context.Invoking(c => c.SaveChangesAsync()).Should().ThrowAsync<InvalidOperationException>())
            .WithMessage("SealedThing.Key (ns__Thing__c.ns__Key__c) of the record * was changed, and can only be set when the record is created*");
        ((string?)(await org.Client.SObject("ns__Thing__c").GetAsync(thing.Id!))["ns__Key__c"]).Should().Be("once");
    }

    [Fact]
    public async Task A_field_that_is_only_read_is_never_sent()
    {
        await using ThingContext context = org.Context();
        Thing thing = new() { Key = "read-only", Note = "not mapped" };
        context.Things.Add(thing);
        await context.SaveChangesAsync();
        context.Entry(thing).State = EntityState.Modified;
        await context.SaveChangesAsync();

        string body = org.Org.Requests.Last(request => request.Path.Contains("composite", StringComparison.Ordinal)).Body;
        body.Should().Contain("ns__Key__c").And.NotContain("CreatedDate").And.NotContain("ns__Number__c").And.NotContain("ns__Text__c").And.NotContain("ns__Place__c\"").And.NotContain("Note");
    }

    private static IQueryable<T> ByKey<T>(IQueryable<T> source, string key)
        where T : IKeyed => source.Where(record => record.Key == key);

    private async Task<string> CreateAsync(string key, JObject fields)
    {
        fields["ns__Key__c"] = key;
        return (await org.Client.SObject("ns__Thing__c").CreateAsync(fields)).Id!;
    }
}
