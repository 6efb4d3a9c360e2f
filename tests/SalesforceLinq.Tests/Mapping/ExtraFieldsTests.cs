using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Tests.Mapping;

public sealed class ExtraFieldsTests(MappingOrg org) : IClassFixture<MappingOrg>
{
    [Fact]
    public async Task Fields_named_in_the_attribute_are_selected_with_every_query()
    {
        await CreateAsync("named", new JObject { ["ns__Level__c"] = "Low" });
        await using ThingContext context = org.Context();
        IQueryable<OpenThing> query = context.Open.Where(thing => thing.Key == "named");

        query.ToSoql().Should().Be("SELECT Id, ns__Key__c, ns__Level__c FROM ns__Thing__c WHERE ns__Key__c = 'named'");
        (await query.SingleAsync()).Extra.Should().ContainSingle().Which.Should().Be(KeyValuePair.Create("ns__Level__c", (JToken?)"Low"));
    }

    [Fact]
    public async Task Fields_chosen_at_run_time_are_read_with_one_query()
    {
        await CreateAsync("chosen", new JObject { ["ns__Amount__c"] = 12.5, ["ns__Flag__c"] = true });
        await using ThingContext context = org.Context();
        string[] chosen = ["ns__Amount__c", "ns__Flag__c", "ns__Key__c"];

        IQueryable<OpenThing> query = context.Open.WithFields(chosen).Where(thing => thing.Key == "chosen");
        OpenThing thing = await query.SingleAsync();

        query.ToSoql().Should().Be("SELECT Id, ns__Key__c, ns__Level__c, ns__Amount__c, ns__Flag__c FROM ns__Thing__c WHERE ns__Key__c = 'chosen'");
        context.Open.WithFields("ns__Day__c").ToSoql().Should().Be("SELECT Id, ns__Key__c, ns__Level__c, ns__Day__c FROM ns__Thing__c");
        ((decimal?)thing.Extra["ns__Amount__c"], (bool?)thing.Extra["ns__Flag__c"], thing.Extra["ns__Level__c"]).Should().Be((12.5m, true, null));
    }

    [Fact]
    public async Task Extra_values_are_tracked_and_saved_like_others()
    {
        string id = await CreateAsync("tracked", new JObject { ["ns__Level__c"] = "Low" });
        await using ThingContext context = org.Context();
        OpenThing thing = await context.Open.SingleAsync(t => t.Key == "tracked");
        context.ChangeTracker.HasChanges().Should().BeFalse();

        thing.Extra["ns__Level__c"] = "Very High";
        thing.Extra["ns__amount__c"] = 5;
        context.ChangeTracker.DebugView.Should().ContainEquivalentOf("Modified: ns__Level__c, ns__amount__c");
        await context.SaveChangesAsync();
        thing.Extra["ns__Level__c"] = null;
        thing.Extra.Remove("ns__amount__c");
        (await context.SaveChangesAsync()).Written.Should().Be(1);

        JObject record = await org.Client.SObject("ns__Thing__c").GetAsync(id);
        record["ns__Level__c"]!.Type.Should().Be(JTokenType.Null, "a null is a value");
        ((decimal?)record["ns__Amount__c"]).Should().Be(5, "a name that is taken away says nothing");
        context.ChangeTracker.HasChanges().Should().BeFalse();
    }

    [Fact]
    public async Task Extra_values_are_read_again_by_a_reload_and_after_a_save()
    {
        string id = await CreateAsync("again", new JObject { ["ns__Level__c"] = "Low", ["ns__Amount__c"] = 1 });
        await using ThingContext context = org.Context();
        OpenThing thing = await context.Open.WithFields("ns__Amount__c").SingleAsync(t => t.Key == "again");

        await org.Client.SObject("ns__Thing__c").UpdateAsync(id, new { ns__Level__c = "Very High", ns__Amount__c = 2 });
        await context.Entry(thing).ReloadAsync();
        ((string?)thing.Extra["ns__Level__c"], (decimal?)thing.Extra["ns__Amount__c"]).Should().Be(("Very High", 2));

        await org.Client.SObject("ns__Thing__c").UpdateAsync(id, new { ns__Amount__c = 3 });
        thing.Extra["ns__Level__c"] = "Low";
        await context.SaveChangesAsync(new SaveOptions { RefreshAfterSave = true });
        ((string?)thing.Extra["ns__Level__c"], (decimal?)thing.Extra["ns__Amount__c"]).Should().Be(("Low", 3));
        context.ChangeTracker.HasChanges().Should().BeFalse();
    }

    [Fact]
    public async Task A_new_record_is_created_with_its_extra_values()
    {
        await using ThingContext context = org.Context();
        OpenThing thing = new() { Key = "new", Extra = { ["ns__Level__c"] = "Low", ["ns__Colors__c"] = "Red;Green" } };
        context.Open.Add(thing);
        await context.SaveChangesAsync();

        JObject record = await org.Client.SObject("ns__Thing__c").GetAsync(thing.Id!);
        ((string?)record["ns__Level__c"], (string?)record["ns__Colors__c"]).Should().Be(("Low", "Red;Green"));
    }

    [Fact]
    public async Task Plain_values_are_read_and_written_where_the_dictionary_holds_objects()
    {
        string id = await CreateAsync("loose", new JObject { ["ns__Amount__c"] = 2.5 });
        await using ThingContext context = org.Context();
        LooseThing thing = await context.Set<LooseThing>().SingleAsync(t => t.Reference == "loose");

        thing.Values.Should().BeEquivalentTo(new Dictionary<string, object?> { ["ns__Amount__c"] = 2.5m, ["ns__Flag__c"] = false });
        thing.Values["ns__Flag__c"] = true;
        thing.Values["ns__Day__c"] = new DateOnly(2024, 2, 29);
        await context.SaveChangesAsync();

        JObject record = await org.Client.SObject("ns__Thing__c").GetAsync(id);
        ((bool?)record["ns__Flag__c"], (string?)record["ns__Day__c"]).Should().Be((true, "2024-02-29"));
    }

    [Fact]
    public async Task Written_soql_fills_extra_fields_with_whatever_it_selects()
    {
        await CreateAsync("written", new JObject { ["ns__Amount__c"] = 3 });
        await using ThingContext context = org.Context();

        OpenThing thing = await context.Open.FromSoql($"SELECT Id, ns__Amount__c, ns__Secret__c FROM ns__Thing__c WHERE ns__Key__c = {"written"}").AsAsyncEnumerable().SingleAsync();

        thing.Extra.Keys.Should().BeEquivalentTo("ns__Amount__c", "ns__Secret__c");
        context.ChangeTracker.HasChanges().Should().BeFalse();
        thing.Extra["ns__Secret__c"] = "now";
        context.ChangeTracker.HasChanges().Should().BeTrue();
    }

    [Fact]
    public async Task A_field_without_a_property_is_filtered_sorted_grouped_and_selected_by_its_name()
    {
        await CreateAsync("field 1", new JObject { ["ns__Secret__c"] = "x", ["ns__Amount__c"] = 1, ["ns__Flag__c"] = true });
        await CreateAsync("field 2", new JObject { ["ns__Secret__c"] = "x", ["ns__Amount__c"] = 2 });
        await using ThingContext context = org.Context();
        string name = "ns__Secret__c";

        var query = context.Things
            .Where(thing => SoqlFunctions.Field<string>(thing, name) == "x" && SoqlFunctions.Field<bool>(thing, "ns__Flag__c"))
            .OrderBy(thing => SoqlFunctions.Field<decimal?>(thing, "ns__Amount__c"))
            .Select(thing => new { Secret = SoqlFunctions.Field<string>(thing, name), Twice = SoqlFunctions.Field<int>(thing, "ns__Amount__c") * 2 });

        query.ToSoql().Should().Be("SELECT ns__Secret__c, ns__Amount__c FROM ns__Thing__c WHERE ns__Secret__c = 'x' AND ns__Flag__c = true ORDER BY ns__Amount__c");
        (await query.ToListAsync()).Should().Equal(new { Secret = "x", Twice = 2 });
        (await context.Things.GroupBy(thing => SoqlFunctions.Field<string>(thing, name)).Select(group => new { group.Key, Count = group.Count() }).ToListAsync())
            .Should().Contain(new { Key = "x", Count = 2 });
        context.Things.Where(thing => SoqlFunctions.Field<string>(thing.Account, "Site") != null).ToSoql().Should().EndWith("WHERE ns__Account__r.Site != null");
    }

    [Fact]
    public async Task The_name_is_part_of_the_plan_and_the_value_is_not()
    {
        await using ThingContext context = org.Context();
        string Soql(string field, string value) => context.Open.Where(thing => SoqlFunctions.Field<string>(thing, field) == value).Select(thing => thing.Id).ToSoql();

        Soql("ns__Text__c", "a").Should().Be("SELECT Id FROM ns__Thing__c WHERE ns__Text__c = 'a'");
        Soql("ns__Secret__c", "b").Should().Be("SELECT Id FROM ns__Thing__c WHERE ns__Secret__c = 'b'");
        Soql("ns__Text__c", "c").Should().Be("SELECT Id FROM ns__Thing__c WHERE ns__Text__c = 'c'");
    }

    [Fact]
    public async Task The_indexer_of_the_extra_fields_names_a_field_too()
    {
        await CreateAsync("indexed", new JObject { ["ns__Secret__c"] = "i", ["ns__Amount__c"] = 4 });
        await using ThingContext context = org.Context();

        var query = context.Open.Where(thing => (string?)thing.Extra["ns__Secret__c"] == "i" && (decimal?)thing.Extra["ns__Amount__c"] > 3 && thing.Extra["ns__Level__c"] == null)
            .Select(thing => new { Amount = (decimal?)thing.Extra["ns__Amount__c"], Raw = thing.Extra["ns__Secret__c"] });

        query.ToSoql().Should().Be("SELECT ns__Amount__c, ns__Secret__c FROM ns__Thing__c WHERE ns__Secret__c = 'i' AND ns__Amount__c > 3 AND ns__Level__c = null");
        var row = await query.SingleAsync();
        (row.Amount, (string?)row.Raw).Should().Be((4m, "i"));
    }

    [Fact]
    public void A_class_without_a_place_for_extra_fields_is_told_so()
    {
        using ThingContext context = org.Context();
        context.Things.WithFields("ns__Secret__c").Invoking(query => query.ToSoql()).Should().Throw<MappingException>().WithMessage("The class Thing has no property that takes extra fields*[ExtraFields]*");
        context.Open.WithFields("ns__Secret__c").Select(thing => thing.Id).Invoking(query => query.ToSoql()).Should().Throw<QueryNotSupportedException>().WithMessage("WithFields adds fields to whole entities*SoqlFunctions.Field*");
        context.Open.Invoking(set => set.WithFields("Account.Name")).Should().Throw<ArgumentException>().WithMessage("'Account.Name' is no API name*");
        context.Open.Where(thing => SoqlFunctions.Field<string>(thing, "x y") == "").Invoking(query => query.ToSoql()).Should().Throw<MappingException>().WithMessage("'x y' is no API name*");
    }

    private async Task<string> CreateAsync(string key, JObject fields)
    {
        fields["ns__Key__c"] = key;
        return (await org.Client.SObject("ns__Thing__c").CreateAsync(fields)).Id!;
    }
}
