namespace SalesforceLinq.Tests.Mapping;

public sealed class MappingErrorTests
{
    [Fact]
    public void Two_properties_over_one_field_are_refused() =>
        Refuses<Twins>("*Twins.Second and First both stand for the field Name*[NotMapped]*");

    [Fact]
    public void A_type_that_is_neither_a_field_nor_an_entity_is_refused() =>
        Refuses<Strange>("Strange.Version is of type Version, which is neither a field's type nor a class with an Id*[NotMapped]*");

    [Fact]
    public void A_field_without_a_setter_is_refused() =>
        Refuses<Unsettable>("Unsettable.Name stands for the field Name and has no setter*");

    [Fact]
    public void A_name_that_cannot_be_one_is_refused() =>
        Refuses<Misnamed>("'Last Name', which Misnamed.LastName stands for, is no API name*");

    [Fact]
    public void A_field_that_is_a_relationship_at_once_is_refused() =>
        Refuses<Both>("Both.Account is called a field and a relationship at once*");

    [Fact]
    public void A_lookup_that_cannot_hold_an_id_is_refused() =>
        Refuses<NumericLookup>("NumericLookup.AccountId is the lookup behind NumericLookup.Account*make it a string or a SalesforceId*");

    [Fact]
    public void A_converter_for_another_type_is_refused() =>
        Refuses<WrongConverter>("The converter of WrongConverter.Total is for String, and the property is a Decimal.");

    [Fact]
    public void A_class_outside_the_model_is_named_with_the_remedy() =>
        FluentActions.Invoking(() => new ModelBuilder().Build().Entity(typeof(Twins))).Should().Throw<MappingException>()
            .WithMessage("*Twins*SObjectSet<Twins>*");

    private static void Refuses<T>(string message)
        where T : class
    {
        ModelBuilder builder = new();
        builder.Entity<T>();
        FluentActions.Invoking(builder.Build).Should().Throw<MappingException>().WithMessage(message);
    }

    private sealed class Twins
    {
        [Field("Name")]
        public string? First { get; set; }

        [Field("name")]
        public string? Second { get; set; }
    }

    private sealed class Strange
    {
        public string? Id { get; set; }

        public Version? Version { get; set; }
    }

    private sealed class Unsettable
    {
        [Field]
        public string Name => "fixed";
    }

    private sealed class Misnamed
    {
        [Field("Last Name")]
        public string? LastName { get; set; }
    }

    private sealed class Both
    {
        public string? Id { get; set; }

        [Field]
        [Relationship("Account")]
        public string? Account { get; set; }
    }

    private sealed class NumericLookup
    {
        public string? Id { get; set; }

        public int AccountId { get; set; }

        public NumericLookup? Account { get; set; }
    }

    private sealed class WrongConverter
    {
        [Field(Converter = typeof(Shout))]
        public decimal? Total { get; set; }
    }

    private sealed class Shout : FieldConverter<string, string>
    {
        protected override string Write(string value) => value.ToUpperInvariant();

        protected override string Read(string wire) => wire;
    }
}
