using System.ComponentModel.DataAnnotations.Schema;

namespace SalesforceLinq.Tests.Mapping;

public sealed class ConventionTests
{
    [Fact]
    public void Class_and_property_names_are_the_default_and_attributes_override_them()
    {
        EntityModel invoice = Build<Invoice>();

        invoice.ApiName.Should().Be("Invoice__c");
        invoice.Fields.Select(field => field.ApiName).Should().Equal("Id", "CreatedDate", "Name", "Total__c", "Account__c", "Previous__c");
        Build<Account>().ApiName.Should().Be("Account");
    }

    [Fact]
    public void Id_comes_first_wherever_it_is_declared() => Build<Invoice>().Fields[0].Name.Should().Be("Id");

    [Fact]
    public void System_and_compound_fields_are_read_only()
    {
        EntityModel contact = Build<Contact>();

        contact.FindField("CreatedDate")!.IsReadOnly.Should().BeTrue();
        contact.FindField("Name")!.IsReadOnly.Should().BeTrue("a contact's name is made of its parts");
        contact.FindField("MailingAddress")!.IsReadOnly.Should().BeTrue();
        contact.FindField("LastName")!.IsReadOnly.Should().BeFalse();
        Build<Account>().FindField("Name")!.IsReadOnly.Should().BeFalse();
    }

    [Fact]
    public void Null_can_occur_by_the_type_its_annotation_and_what_the_platform_fills()
    {
        EntityModel contact = Build<Contact>();

        contact.FindField("LastName")!.IsNullable.Should().BeFalse();
        contact.FindField("FirstName")!.IsNullable.Should().BeTrue();
        contact.FindField("CreatedDate")!.IsNullable.Should().BeFalse("the platform always fills it, though the property is nullable");
        contact.FindField("Id")!.IsNullable.Should().BeFalse();
    }

    [Fact]
    public void A_parent_is_found_by_the_property_that_holds_its_id()
    {
        ParentModel standard = Build<Contact>().Parents.Single();
        standard.RelationshipName.Should().Be("Account");
        standard.ForeignKey!.ApiName.Should().Be("AccountId");

        ParentModel custom = Build<Invoice>().Parents.Single(parent => parent.Property.Name == "Account");
        custom.RelationshipName.Should().Be("Account__r");
        custom.ForeignKeyApiName.Should().Be("Account__c");
        custom.ForeignKey!.IsReference.Should().BeTrue();
    }

    [Fact]
    public void A_relationship_that_is_named_names_its_lookup()
    {
        ParentModel previous = Build<Invoice>().Parents.Single(parent => parent.Property.Name == "Before");

        previous.RelationshipName.Should().Be("Previous__r");
        previous.ForeignKeyApiName.Should().Be("Previous__c");
    }

    [Fact]
    public void Children_follow_the_lookup_of_the_class_they_hold()
    {
        EntityModel account = Build<Account>();

        account.Children.Select(children => (children.RelationshipName, children.ForeignKeyApiName))
            .Should().Equal(("Contacts", "AccountId"), ("Invoices__r", "Account__c"));
        account.Children[0].Inverse!.Property.Name.Should().Be("Account");
    }

    [Fact]
    public void Computed_properties_and_ignored_ones_are_left_out()
    {
        EntityModel contact = Build<Contact>();

        contact.Fields.Should().NotContain(field => field.Name == "Initial" || field.Name == "Note");
    }

    [Fact]
    public void Members_are_found_through_base_classes_and_interfaces()
    {
        EntityModel invoice = Build<Invoice>();

        invoice.FindField(typeof(Record).GetProperty("CreatedDate")!)!.ApiName.Should().Be("CreatedDate");
        invoice.FindField(typeof(INamed).GetProperty("Title")!)!.ApiName.Should().Be("Name");
        invoice.FindField(typeof(Contact).GetProperty("LastName")!).Should().BeNull();
    }

    [Fact]
    public void A_record_is_made_by_its_constructor_and_filled_by_its_properties()
    {
        EntityModel model = Build<Lead>();
        object lead = model.CreateInstance();
        model.FindField("LastName")!.SetValue(lead, "Ng");

        lead.Should().Be(new Lead(null, "Ng"));
    }

    [Fact]
    public void The_fluent_model_wins_over_attributes()
    {
        ModelBuilder builder = new();
        builder.Entity<Invoice>().ToSObject("Bill__c").Ignore(invoice => invoice.Before)
            .Property(invoice => invoice.Total).HasField("Amount__c").IsReadOnly().HasConversion(total => (double)total!.Value * 100, cents => (decimal)cents / 100);
        EntityModel model = builder.Build().Entity(typeof(Invoice));

        model.ApiName.Should().Be("Bill__c");
        FieldModel total = model.FindField("Amount__c")!;
        total.IsReadOnly.Should().BeTrue();
        total.ToWire(1.5m).Should().Be(150d);
        total.FromWire(250d).Should().Be(2.5m);
        model.Parents.Should().ContainSingle();
    }

    private static EntityModel Build<T>()
        where T : class
    {
        ModelBuilder builder = new();
        builder.Entity<T>();
        return builder.Build().Entity(typeof(T));
    }

    private interface INamed
    {
        string? Title { get; }
    }

    private abstract class Record
    {
        public DateTimeOffset? CreatedDate { get; set; }
    }

    private sealed class Account
    {
        public string? Id { get; set; }

        public string? Name { get; set; }

        public ICollection<Contact> Contacts { get; set; } = [];

        [Relationship("Invoices__r")]
        public List<Invoice> Invoices { get; set; } = [];
    }

    private sealed class Contact
    {
        public string? Id { get; set; }

        public string? Name { get; set; }

        public string? FirstName { get; set; }

        public string LastName { get; set; } = "";

        public DateTimeOffset? CreatedDate { get; set; }

        public Http.Address? MailingAddress { get; set; }

        public string? AccountId { get; set; }

        public Account? Account { get; set; }

        public string Initial => LastName[..1];

        [NotMapped]
        public string? Note { get; set; }
    }

    [SObject("Invoice__c")]
    private sealed class Invoice : Record, INamed
    {
        [Field("Name")]
        public string? Title { get; set; }

        public string? Id { get; set; }

        [Field("Total__c")]
        public decimal? Total { get; set; }

        [Field("Account__c")]
        public string? AccountId { get; set; }

        [Field("Previous__c")]
        public string? PreviousKey { get; set; }

        public Account? Account { get; set; }

        [Relationship("Previous__r")]
        public Invoice? Before { get; set; }
    }

    private sealed record Lead(string? Id, string? LastName);
}
