using System.Globalization;
using System.Runtime.Serialization;
using CsCheck;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Http;
using SalesforceLinq.Mapping.Conversion;

namespace SalesforceLinq.Tests.Mapping;

public sealed class ConversionTests
{
    [Fact]
    public void An_enum_is_a_picklist_by_its_member_names()
    {
        FieldConverter stage = ConverterCatalog.Find(typeof(Stage))!;

        stage.ToWire(Stage.ClosedWon).Should().Be("Closed Won");
        stage.FromWire("closed won").Should().Be(Stage.ClosedWon);
        stage.ToWire(Stage.Open).Should().Be("Open");
    }

    [Fact]
    public void A_picklist_value_the_enum_does_not_know_is_kept_and_written_back()
    {
        FieldConverter stage = ConverterCatalog.Find(typeof(Stage?))!;

        object? added = stage.FromWire("Added in Setup");
        object? other = stage.FromWire("Another");

        added.Should().BeOfType<Stage>().And.NotBe(other).And.NotBe(Stage.Open).And.NotBe(Stage.ClosedWon);
        stage.ToWire(added).Should().Be("Added in Setup");
        stage.FromWire("Added in Setup").Should().Be(added);
    }

    [Fact]
    public void A_flags_enum_and_a_list_are_multi_select_picklists()
    {
        ConverterCatalog.Find(typeof(Colors))!.ToWire(Colors.Red | Colors.Blue).Should().Be("Red;Deep Blue");
        ConverterCatalog.Find(typeof(Colors))!.FromWire("Deep Blue;Red").Should().Be(Colors.Red | Colors.Blue);

        FieldConverter list = ConverterCatalog.Find(typeof(List<string>))!;
        list.FromWire("A;B").Should().BeEquivalentTo(new List<string> { "A", "B" });
        list.ToWire(new List<string>()).Should().BeNull();
        list.AreSame(new List<string> { "A", "B" }, new List<string> { "b", "A" }).Should().BeTrue("the order of a multi-select picklist means nothing");
    }

    [Theory]
    [InlineData("2024-10-08T15:05:08.123+0000")]
    [InlineData("2024-10-08T15:05:08.123Z")]
    [InlineData("2024-10-08T17:05:08.123+02:00")]
    public void Instants_are_read_in_every_form_and_written_as_utc(string wire)
    {
        FieldConverter instant = ConverterCatalog.Find(typeof(DateTimeOffset))!;

        instant.FromWire(wire).Should().Be(new DateTimeOffset(2024, 10, 8, 15, 5, 8, 123, TimeSpan.Zero));
        WireText.Instant((DateTimeOffset)instant.FromWire(wire)!).Should().Be("2024-10-08T15:05:08.123Z");
    }

    [Fact]
    public void A_date_time_travels_by_its_kind_and_without_one_as_utc()
    {
        FieldConverter moment = ConverterCatalog.Find(typeof(DateTime))!;
        DateTime unspecified = new(2024, 1, 2, 3, 4, 5);

        moment.ToWire(unspecified).Should().Be(new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero));
        moment.ToWire(DateTime.SpecifyKind(unspecified, DateTimeKind.Local)).Should().Be(new DateTimeOffset(unspecified.ToLocalTimeOf()));
        moment.FromWire("2024-01-02T03:04:05.000+0000").Should().BeOfType<DateTime>().Which.Kind.Should().Be(DateTimeKind.Utc);
    }

    [Theory]
    [InlineData(typeof(int), "x")]
    [InlineData(typeof(byte), 256L)]
    [InlineData(typeof(DateOnly), "31.12.2024")]
    [InlineData(typeof(Guid), "no guid")]
    [InlineData(typeof(bool), 1L)]
    [InlineData(typeof(byte[]), "*")]
    public void A_value_that_does_not_fit_is_named_with_its_target(Type type, object wire) =>
        FluentActions.Invoking(() => ConverterCatalog.Find(type)!.FromWire(wire)).Should().Throw<FormatException>()
            .WithMessage($"The value '{Convert.ToString(wire, CultureInfo.InvariantCulture)}' * is no {type.Name}.");

    [Fact]
    public void Ids_bytes_and_addresses_travel_as_the_platform_writes_them()
    {
        ConverterCatalog.Find(typeof(SalesforceId))!.ToWire(default(SalesforceId)).Should().BeNull();
        ConverterCatalog.Find(typeof(SalesforceId))!.FromWire("001000000000001").Should().Be(SalesforceId.Parse("001000000000001AAA"));
        ConverterCatalog.Find(typeof(byte[]))!.ToWire(new byte[] { 1, 2 }).Should().Be("AQI=");
        ConverterCatalog.Find(typeof(Address))!.FromWire(JObject.Parse("""{"city":"Köln","latitude":50.9}"""))
            .Should().Be(new Address { City = "Köln", Latitude = 50.9 });
    }

    [Fact]
    public void Numbers_survive_the_wire_in_any_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        try
        {
            Gen.Decimal.Sample(number => ConverterCatalog.Find(typeof(decimal))!.FromWire(number.ToString(CultureInfo.InvariantCulture))!.Equals(number));
            Gen.Float.Where(float.IsFinite).Sample(number => ConverterCatalog.Find(typeof(float))! is var single && single.FromWire(single.ToWire(number))!.Equals(number));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private enum Stage
    {
        Open,

        [EnumMember(Value = "Closed Won")]
        ClosedWon,
    }

    [Flags]
    private enum Colors
    {
        None = 0,
        Red = 1,

        [EnumMember(Value = "Deep Blue")]
        Blue = 2,
    }
}

file static class Moments
{
    public static DateTime ToLocalTimeOf(this DateTime moment) => DateTime.SpecifyKind(moment, DateTimeKind.Local);
}
