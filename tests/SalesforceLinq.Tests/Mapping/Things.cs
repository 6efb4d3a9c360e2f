using System.ComponentModel.DataAnnotations.Schema;
using System.Drawing;
using System.Runtime.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Http;

namespace SalesforceLinq.Tests.Mapping;

public enum Level
{
    Low,

    [EnumMember(Value = "Very High")]
    VeryHigh,
}

[Flags]
public enum Colors
{
    None = 0,
    Red = 1,

    [EnumMember(Value = "Deep Blue")]
    DeepBlue = 2,
    Green = 4,
}

public enum Tag
{
    A,
    B,
    C,
}

public interface IKeyed
{
    string? Key { get; }
}

/// <summary>What all objects of the package have.</summary>
public abstract class PackageRecord
{
    public SalesforceId Id { get; set; }

    public DateTimeOffset? CreatedDate { get; private set; }

    [Field("ns__Number__c", ReadOnly = true)]
    public string? Number { get; protected set; }
}

/// <summary>Every kind of field, each by the type that suits it.</summary>
[SObject("ns__Thing__c")]
public sealed class Thing : PackageRecord, IKeyed
{
    private readonly string? _text = null;

    public string? Name { get; set; }

    [Field("ns__Key__c", ExternalId = true)]
    public string? Key { get; set; }

    // Read through its backing field, as a class may that hands out nothing to change.
    [Field("ns__Text__c", ReadOnly = true)]
    public string? Text => _text;

    [Field("ns__Long__c", LongText = true)]
    public string? Long { get; set; }

    [Field("ns__Level__c")]
    public Level? Level { get; set; }

    [Field("ns__Colors__c")]
    public Colors Colors { get; set; }

    [Field("ns__Tags__c")]
    public HashSet<Tag>? Tags { get; set; }

    [Field("ns__Whole__c")]
    public long? Whole { get; set; }

    [Field("ns__Small__c")]
    public int? Small { get; set; }

    [Field("ns__Real__c")]
    public double? Real { get; set; }

    [Field("ns__Amount__c")]
    public decimal? Amount { get; set; }

    [Field("ns__Share__c")]
    public float? Share { get; set; }

    [Field("ns__Flag__c")]
    public bool Flag { get; set; }

    [Field("ns__Day__c")]
    public DateOnly? Day { get; set; }

    [Field("ns__At__c")]
    public DateTimeOffset? At { get; set; }

    [Field("ns__Moment__c")]
    public DateTime? Moment { get; set; }

    [Field("ns__Time__c")]
    public TimeOnly? Time { get; set; }

    [Field("ns__Link__c")]
    public Uri? Link { get; set; }

    [Field("ns__Bytes__c")]
    public byte[]? Bytes { get; set; }

    [Field("ns__Guid__c")]
    public Guid? Guid { get; set; }

    [Field("ns__Letter__c")]
    public char? Letter { get; set; }

    [Field("ns__Json__c"), JsonConverter(typeof(PairConverter))]
    public Pair? Json { get; set; }

    [Field("ns__Color__c", Converter = typeof(ColorConverter))]
    public Color? Color { get; set; }

    [Field("ns__Place__c")]
    public Location? Place { get; private set; }

    [Field("ns__Place__Latitude__s")]
    public double? Latitude { get; set; }

    [Field("ns__Place__Longitude__s")]
    public double? Longitude { get; set; }

    [Field("ns__Account__c")]
    public SalesforceId? AccountId { get; set; }

    public Client? Account { get; set; }

    [Field("ns__Before__c")]
    public string? BeforeId { get; set; }

    public Thing? Before { get; set; }

    [Relationship("ns__After__r", ForeignKey = "ns__Before__c")]
    public IReadOnlyList<Thing> After { get; private set; } = [];

    [NotMapped]
    public string? Note { get; set; }
}

/// <summary>An account by another name, with the things of the package.</summary>
[SObject("Account")]
public sealed class Client
{
    public required string Name { get; init; }

    public string? Id { get; init; }

    public Address? BillingAddress { get; private set; }

    public string? BillingCity { get; set; }

    [Relationship("ns__Things__r")]
    public ISet<Thing> Things { get; init; } = new HashSet<Thing>();
}

/// <summary>The same object as a record: its constructor takes what was read, and looks at it.</summary>
[SObject("ns__Thing__c")]
public sealed record ThingRecord(string? Id, string Key, [property: Field("ns__Amount__c")] decimal? Amount)
{
    [Field("ns__Key__c")]
    public string Key { get; } = Key ?? throw new ArgumentNullException(nameof(Key));

    [Field("ns__Day__c")]
    public DateOnly? Day { get; init; }

    [Relationship("ns__Account__r", ForeignKey = "ns__Account__c")]
    public Client? Owner { get; init; }
}

/// <summary>The same object with a field that is set once.</summary>
[SObject("ns__Thing__c")]
public sealed class SealedThing
{
    public string? Id { get; set; }

    [Field("ns__Key__c", CreateOnly = true, ExternalId = true)]
    public string? Key { get; set; }

    [Field("ns__Text__c")]
    public string? Text { get; set; }
}

/// <summary>The same object with a place for whatever else it has.</summary>
[SObject("ns__Thing__c")]
public sealed class OpenThing
{
    public string? Id { get; set; }

    [Field("ns__Key__c", ExternalId = true)]
    public string? Key { get; set; }

    [ExtraFields("ns__Level__c")]
    public IDictionary<string, JToken?> Extra { get; set; } = new Dictionary<string, JToken?>();
}

/// <summary>The same, as plain values, said in the model.</summary>
public sealed class LooseThing
{
    public string? Id { get; set; }

    public string? Reference { get; set; }

    public Dictionary<string, object?> Values { get; } = [];
}

public sealed record Pair(int Left, int Right);

public sealed class PairConverter : JsonConverter<Pair>
{
    public override Pair? ReadJson(JsonReader reader, Type objectType, Pair? existingValue, bool hasExistingValue, JsonSerializer serializer) =>
        reader.Value is string text && text.Split('|') is [var left, var right] ? new Pair(int.Parse(left), int.Parse(right)) : null;

    public override void WriteJson(JsonWriter writer, Pair? value, JsonSerializer serializer) => writer.WriteValue($"{value!.Left}|{value.Right}");
}

public sealed class ColorConverter : FieldConverter<Color, string>
{
    protected override string Write(Color value) => ColorTranslator.ToHtml(value);

    protected override Color Read(string wire) => ColorTranslator.FromHtml(wire);
}

public sealed class ThingContext(SalesforceContextOptions<ThingContext> options) : SalesforceContext(options)
{
    public SObjectSet<Thing> Things => Set<Thing>();

    public SObjectSet<Client> Clients => Set<Client>();

    public SObjectSet<ThingRecord> Records => Set<ThingRecord>();

    public SObjectSet<SealedThing> Sealed => Set<SealedThing>();

    public SObjectSet<OpenThing> Open => Set<OpenThing>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        EntityBuilder<LooseThing> loose = model.Entity<LooseThing>().ToSObject("ns__Thing__c").HasExtraFields(thing => thing.Values, "ns__Amount__c", "ns__Flag__c");
        loose.Property(thing => thing.Reference).HasField("ns__Key__c").IsExternalId();
    }
}
