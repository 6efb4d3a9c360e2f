using System.Runtime.Serialization;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Emulator;
using SalesforceLinq.Http;

namespace SalesforceLinq.Tests.Querying.Properties;

/// <summary>A record with a field of every type.</summary>
[SObject("Thing__c")]
public sealed class Thing
{
    public string? Id { get; set; }

    [Field("Text__c")]
    public string? Text { get; set; }

    [Field("Count__c")]
    public int? Count { get; set; }

    [Field("Amount__c")]
    public decimal? Amount { get; set; }

    [Field("Ratio__c")]
    public double? Ratio { get; set; }

    [Field("Flag__c")]
    public bool Flag { get; set; }

    [Field("Day__c")]
    public DateOnly? Day { get; set; }

    [Field("At__c")]
    public DateTimeOffset? At { get; set; }

    [Field("Color__c")]
    public Color? Color { get; set; }

    [Field("Tags__c")]
    public Tags Tags { get; set; }

    [Field("Box__c")]
    public string? BoxId { get; set; }

    [Relationship("Box__r")]
    public Box? Box { get; set; }
}

/// <summary>The parent of things.</summary>
[SObject("Box__c")]
public sealed class Box
{
    public string? Id { get; set; }

    [Field("Label__c")]
    public string? Label { get; set; }

    [Field("Size__c")]
    public int? Size { get; set; }

    [Relationship("Things__r", ForeignKey = "Box__c")]
    public ICollection<Thing> Things { get; set; } = [];
}

public enum Color
{
    Red,
    [EnumMember(Value = "Dark Green")] Green,
    [EnumMember(Value = "O'Blue \"x\"")] Blue,
}

[Flags]
public enum Tags
{
    None = 0,
    A = 1,
    B = 2,
    C = 4,
}

public sealed class ThingContext(SalesforceContextOptions<ThingContext> options) : SalesforceContext(options)
{
    public SObjectSet<Thing> Things => Set<Thing>();

    public SObjectSet<Box> Boxes => Set<Box>();
}

/// <summary>An org with random things, and the same things in memory.</summary>
public sealed class ThingOrg : IAsyncDisposable
{
    /// <summary>Texts that have hurt someone: quotes, escapes, wildcards, alphabets with cases of their own.</summary>
    public static readonly string[] Texts =
    [
        "a", "A", "ab", "O'Neil", @"back\slash", "50%_off", "%", "_", "Ω mega", "日本", "i", "I", "ı", "İ", "ß", "é", "\u0065\u0301", "😀", "say \"hi\"", "{0}", "x;y", "1,5", "null", "true",
        "2024-01-31", "a\tb", "--", "/* */", "' OR Name != '",
    ];

    private readonly EmulatedOrg _org;
    private readonly SalesforceClient _client;

    private ThingOrg(EmulatedOrg org, SalesforceClient client, List<Thing> things, List<Box> boxes) => (_org, _client, Things, Boxes) = (org, client, things, boxes);

    public List<Thing> Things { get; }

    public List<Box> Boxes { get; }

    public ThingContext Context() => new(new SalesforceContextOptionsBuilder<ThingContext>().UseClient(_client).Options);

    public static async Task<ThingOrg> StartAsync(Random random)
    {
        EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions
        {
            SampleData = SampleData.None,
            Schema = OrgSchema.Standard()
                .WithObject("Box__c", box => box.Text("Label__c").Number("Size__c", 9))
                .WithObject("Thing__c", thing => thing
                    .Text("Text__c").Number("Count__c", 9).Currency("Amount__c").Number("Ratio__c", 18, 6).Checkbox("Flag__c").Date("Day__c").DateTime("At__c")
                    .Picklist("Color__c", ["Red", "Dark Green", "O'Blue \"x\""]).MultiPicklist("Tags__c", ["A", "B", "C"]).Lookup("Box__c", "Box__c", "Things")),
        });
        SalesforceClient client = new(new AccessTokenCredential(org.Url, org.AccessToken));
        List<string> boxes = [];
        for (int i = 0; i < 5; i++)
        {
            JObject box = new() { ["Label__c"] = i == 0 ? null : Texts[random.Next(Texts.Length)], ["Size__c"] = i == 1 ? null : random.Next(-3, 4) };
            boxes.Add((await client.SObject("Box__c").CreateAsync(box)).Id!);
        }

        for (int i = 0; i < 36; i++)
            await client.SObject("Thing__c").CreateAsync(RandomThing(random, boxes));
        await using ThingContext context = new(new SalesforceContextOptionsBuilder<ThingContext>().UseClient(client).Options);
        List<Box> loadedBoxes = await context.Boxes.AsNoTracking().ToListAsync();
        List<Thing> things = await context.Things.AsNoTracking().ToListAsync();
        foreach (Thing thing in things)
            thing.Box = loadedBoxes.Find(box => box.Id == thing.BoxId);
        foreach (Box box in loadedBoxes)
            box.Things = [.. things.Where(thing => thing.BoxId == box.Id)];
        return new ThingOrg(org, client, things, loadedBoxes);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _org.DisposeAsync();
    }

    private static JObject RandomThing(Random random, List<string> boxes)
    {
        bool Has() => random.Next(4) > 0;
        return new JObject
        {
            ["Text__c"] = Has() ? Texts[random.Next(Texts.Length)] : null,
            ["Count__c"] = Has() ? random.Next(-3, 4) : null,
            ["Amount__c"] = Has() ? random.Next(-300, 300) / 100m : null,
            ["Ratio__c"] = Has() ? random.Next(-8, 8) / 8.0 : null,
            ["Flag__c"] = random.Next(2) == 0,
            ["Day__c"] = Has() ? new DateOnly(2023, 12, 28).AddDays(random.Next(8)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null,
            ["At__c"] = Has() ? new DateTimeOffset(2023, 12, 31, 20, 0, 0, TimeSpan.Zero).AddMinutes(30 * random.Next(16)).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture) : null,
            ["Color__c"] = Has() ? new[] { "Red", "Dark Green", "O'Blue \"x\"" }[random.Next(3)] : null,
            ["Tags__c"] = new[] { null, "A", "B", "A;B", "A;C", "A;B;C" }[random.Next(6)],
            ["Box__c"] = Has() ? boxes[random.Next(boxes.Count)] : null,
        };
    }
}
