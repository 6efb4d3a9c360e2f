using System.Drawing;
using System.Globalization;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Http;

namespace SalesforceLinq.Tests.Mapping;

/// <summary>What a property holds is saved, found, read and saved again through the emulated org.</summary>
public sealed class RoundTripTests(MappingOrg org) : IClassFixture<MappingOrg>
{
    // Whole seconds: the org keeps no more of an instant.
    private static readonly DateTimeOffset Instant = new(2024, 3, 31, 1, 30, 0, TimeSpan.FromHours(2));

    [Fact]
    public async Task Every_type_survives_saving_and_reading()
    {
        Thing written = Full("full");
        string id = await SaveAsync(written);
        await using ThingContext context = org.Context();

        Thing read = await context.Things.SingleAsync(thing => thing.Id == SalesforceId.Parse(id));

        read.Should().BeEquivalentTo(written, options => options
            .Excluding(thing => thing.Name).Excluding(thing => thing.CreatedDate).Excluding(thing => thing.Number).Excluding(thing => thing.Place).Excluding(thing => thing.At).Excluding(thing => thing.Moment));
        read.At.Should().Be(Instant);
        read.At!.Value.Offset.Should().Be(TimeSpan.Zero, "the org keeps instants, not offsets");
        read.Moment.Should().Be(new DateTime(2024, 6, 1, 12, 0, 0, DateTimeKind.Utc)).And.BeIn(DateTimeKind.Utc);
        read.CreatedDate.Should().BeAfter(DateTimeOffset.UnixEpoch, "a private setter is filled");
        read.Number.Should().StartWith("T-");
        read.Place.Should().Be(new Location(47.5, 8.25));
        context.ChangeTracker.HasChanges().Should().BeFalse("what was read is what the org has");
    }

    [Fact]
    public async Task Nothing_survives_as_nothing()
    {
        string id = await SaveAsync(new Thing { Key = "nothing" });
        await using ThingContext context = org.Context();

        Thing read = (await context.Things.FindAsync(id))!;

        read.Should().BeEquivalentTo(
            new Thing { Id = SalesforceId.Parse(id), Key = "nothing" }, options => options.Excluding(thing => thing.CreatedDate).Excluding(thing => thing.Number).Excluding(thing => thing.Name));
        context.ChangeTracker.HasChanges().Should().BeFalse();
    }

    [Fact]
    public async Task Every_type_is_written_when_it_changes_and_as_null_when_it_is_emptied()
    {
        string id = await SaveAsync(Full("changing"));
        await using ThingContext context = org.Context();
        Thing thing = (await context.Things.FindAsync(id))!;
        (thing.Level, thing.Colors, thing.Tags, thing.Whole, thing.Real, thing.Amount) = (Level.Low, Colors.None, null, null, null, null);
        (thing.Day, thing.At, thing.Moment, thing.Time, thing.Link, thing.Bytes, thing.Guid, thing.Json, thing.Color) = (null, null, null, null, null, null, null, null, null);
        thing.Latitude = -1;
        SaveResult result = await context.SaveChangesAsync();

        result.Written.Should().Be(1);
        JObject record = await org.Client.SObject("ns__Thing__c").GetAsync(id);
        ((string?)record["ns__Level__c"]).Should().Be("Low");
        foreach (string emptied in (string[])["Colors", "Tags", "Whole", "Real", "Amount", "Day", "At", "Moment", "Time", "Link", "Bytes", "Guid", "Json", "Color"])
            record[$"ns__{emptied}__c"]!.Type.Should().Be(JTokenType.Null, emptied);
        ((double?)record["ns__Place__Latitude__s"]).Should().Be(-1);
    }

    [Fact]
    public async Task Values_are_compared_in_queries_as_they_travel()
    {
        await SaveAsync(Full("compared"));
        await using ThingContext context = org.Context();
        Level level = Level.VeryHigh;
        Guid guid = Full("compared").Guid!.Value;
        Color red = Color.Red;
        Uri link = new("https://example.com/a?b=c");

        (await context.Things.CountAsync(thing => thing.Key == "compared" && thing.Level == level && thing.Guid == guid && thing.Color == red && thing.Link == link
            && thing.Amount == 1234.56m && thing.Whole == 123456789012L && thing.Day == new DateOnly(2024, 2, 29) && thing.At == Instant && thing.Flag)).Should().Be(1);
        (await context.Things.CountAsync(thing => thing.Key == "compared" && thing.Level != level)).Should().Be(0);
        (await context.Things.Where(thing => thing.Key == "compared").Select(thing => new { thing.Level, thing.Colors, thing.Json, thing.Color }).SingleAsync())
            .Should().BeEquivalentTo(new { Level = (Level?)Level.VeryHigh, Colors = Colors.Red | Colors.DeepBlue, Json = new Pair(1, 2), Color = (Color?)Color.Red });
    }

    [Fact]
    public async Task A_picklist_value_the_enum_does_not_name_is_kept_compared_and_written_back()
    {
        string id = (await org.Client.SObject("ns__Thing__c").CreateAsync(new JObject { ["ns__Key__c"] = "later", ["ns__Level__c"] = "Added Later", ["ns__Colors__c"] = "Red;Mauve" })).Id!;
        await using ThingContext context = org.Context();
        Thing thing = (await context.Things.FindAsync(id))!;
        Level? unnamed = thing.Level;

        unnamed.Should().NotBeNull().And.NotBe(Level.Low).And.NotBe(Level.VeryHigh);
        (await context.Things.CountAsync(other => other.Level == unnamed)).Should().Be(1);
        thing.Colors |= Colors.Green;
        thing.Level = Level.Low;
        await context.SaveChangesAsync();
        thing.Level = unnamed;
        await context.SaveChangesAsync();

        JObject record = await org.Client.SObject("ns__Thing__c").GetAsync(id);
        ((string?)record["ns__Level__c"]).Should().Be("Added Later");
        ((string?)record["ns__Colors__c"])!.Split(';').Should().BeEquivalentTo("Red", "Green", "Mauve");
    }

    [Theory]
    [InlineData(DateTimeKind.Utc)]
    [InlineData(DateTimeKind.Local)]
    [InlineData(DateTimeKind.Unspecified)]
    public async Task A_date_time_is_saved_by_its_kind_and_without_one_as_utc(DateTimeKind kind)
    {
        DateTime moment = DateTime.SpecifyKind(new DateTime(2024, 7, 1, 10, 0, 0), kind);
        string id = await SaveAsync(new Thing { Key = "kind " + kind, Moment = moment });

        JObject record = await org.Client.SObject("ns__Thing__c").GetAsync(id);

        DateTimeOffset.Parse((string)record["ns__Moment__c"]!, CultureInfo.InvariantCulture).Should().Be(kind == DateTimeKind.Local ? new DateTimeOffset(moment) : new DateTimeOffset(moment.Ticks, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_compound_address_is_read_whole_and_written_by_its_parts()
    {
        await using ThingContext context = org.Context();
        Client client = new() { Name = "Köln AG", BillingCity = "Köln" };
        context.Clients.Add(client);
        await context.SaveChangesAsync();
        await using ThingContext other = org.Context();

        Client read = await other.Clients.SingleAsync(c => c.Name == "Köln AG");

        read.BillingAddress!.City.Should().Be("Köln");
        read.Id.Should().Be(client.Id).And.HaveLength(18, "an init property is filled too");
    }

    private static Thing Full(string key) => new()
    {
        Key = key,
        Long = "a\nb \"c\" \\ d 日本 💡",
        Level = Level.VeryHigh,
        Colors = Colors.Red | Colors.DeepBlue,
        Tags = [Tag.A, Tag.C],
        Whole = 123456789012,
        Small = -42,
        Real = 0.1234,
        Amount = 1234.56m,
        Share = 12.5f,
        Flag = true,
        Day = new DateOnly(2024, 2, 29),
        At = Instant,
        Moment = new DateTime(2024, 6, 1, 12, 0, 0, DateTimeKind.Utc),
        Time = new TimeOnly(13, 45, 30, 500),
        Link = new Uri("https://example.com/a?b=c"),
        Bytes = [1, 2, 255],
        Guid = new Guid("d2719e4c-7a3e-4b53-9c8e-0e8f3b1a2c4d"),
        Letter = 'ß',
        Json = new Pair(1, 2),
        Color = Color.Red,
        Latitude = 47.5,
        Longitude = 8.25,
    };

    private async Task<string> SaveAsync(Thing thing)
    {
        await using ThingContext context = org.Context();
        context.Things.Add(thing);
        await context.SaveChangesAsync();
        return thing.Id.Value;
    }
}
