using SalesforceLinq.Emulator.Sampling;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Tests.Sampling;

public sealed class SampleGeneratorTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly IReadOnlyList<SampleRecord> Records = [.. new SampleGenerator(SampleData.Standard, Now).Generate()];

    [Fact]
    public void The_standard_sample_makes_paging_real()
    {
        Records.Count(record => record.ObjectName == "Account").Should().BeGreaterThanOrEqualTo(200);
        Records.Count(record => record.ObjectName == "Contact").Should().BeGreaterThanOrEqualTo(5_000);
        Records.Count(record => record.ObjectName == "Opportunity").Should().BeGreaterThanOrEqualTo(1_000);
    }

    [Fact]
    public void The_same_seed_makes_the_same_records() =>
        new SampleGenerator(SampleData.Standard, Now).Generate().Take(500).Should().BeEquivalentTo(Records.Take(500));

    [Fact]
    public void Another_seed_makes_others() =>
        new SampleGenerator(SampleData.Standard with { Seed = 2 }, Now).Generate()
            .First(record => record.ObjectName == "Contact").Values.Should()
            .NotBeEquivalentTo(Records.First(record => record.ObjectName == "Contact").Values);

    [Fact]
    public void No_sample_is_no_records() => new SampleGenerator(SampleData.None, Now).Generate().Should().BeEmpty();

    [Fact]
    public void Whatever_a_record_refers_to_comes_before_it()
    {
        HashSet<SampleReference> known = [new SampleReference("User", 0)];
        foreach (SampleRecord record in Records)
        {
            record.Values.Values.OfType<SampleReference>().Should().BeSubsetOf(known);
            known.Add(new SampleReference(record.ObjectName, record.Number));
        }
    }

    [Fact]
    public void Every_value_has_a_field_that_can_hold_it()
    {
        foreach (SampleRecord record in Records.DistinctBy(record => (record.ObjectName, record.Number % 50)))
        {
            ObjectSchema schema = OrgSchema.Standard().Find(record.ObjectName)!;
            foreach ((string name, object value) in record.Values)
            {
                FieldSchema field = schema.FindField(name)!;
                field.Should().NotBeNull($"{record.ObjectName}.{name} is filled");
                if (value is string text)
                    text.Length.Should().BeLessThanOrEqualTo(field.Length);
                if (value is string chosen && field.Type == FieldType.Picklist)
                    field.PicklistValues.Select(choice => choice.Value).Should().Contain(chosen, $"{record.ObjectName}.{name} is a picklist");
            }
        }
    }
}
