using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Tests.Schema;

public sealed class StandardSchemaTests
{
    private static readonly OrgSchema Standard = OrgSchema.Standard();

    [Theory]
    [InlineData("Account", "001")]
    [InlineData("contact", "003")]
    [InlineData("OPPORTUNITYLINEITEM", "00k")]
    [InlineData("ContentDocumentLink", "06A")]
    public void Object_is_found_whatever_its_case(string name, string prefix) => Standard.Find(name)!.KeyPrefix.Should().Be(prefix);

    [Fact]
    public void Every_key_prefix_is_used_once() => Standard.Objects.Select(schema => schema.KeyPrefix).Should().OnlyHaveUniqueItems();

    [Fact]
    public void Every_reference_points_to_objects_that_exist() =>
        Standard.Objects.SelectMany(schema => schema.Fields).SelectMany(field => field.ReferenceTo)
            .Should().OnlyContain(target => Standard.Find(target) != null);

    [Fact]
    public void Child_relationship_leads_to_the_child_and_its_field()
    {
        ChildRelationship contacts = Standard.Find("Account")!.FindChildRelationship("contacts")!;
        contacts.ChildObject.Name.Should().Be("Contact");
        contacts.Field.Name.Should().Be("AccountId");
        contacts.CascadeDelete.Should().BeTrue();
    }

    [Fact]
    public void Every_part_of_an_address_knows_its_compound_field()
    {
        ObjectSchema account = Standard.Find("Account")!;
        account.PartsOf(account.FindField("BillingAddress")!).Select(part => part.Name).Should().Equal(
            "BillingStreet", "BillingCity", "BillingState", "BillingPostalCode", "BillingCountry", "BillingLatitude", "BillingLongitude", "BillingGeocodeAccuracy");
    }

    [Fact]
    public void Polymorphic_reference_names_all_its_targets()
    {
        FieldSchema who = Standard.Find("Task")!.FindField("WhoId")!;
        who.ReferenceTo.Should().Equal("Contact", "Lead");
        who.PolymorphicForeignKey.Should().BeTrue();
        who.RelationshipName.Should().Be("Who");
    }

    // What the guides say of objects that nobody recorded (source: Object Reference and Field Reference Guide, Summer '26).
    [Theory]
    [InlineData("Task.Priority", "Picklist 20", "create update filter sort group default")]
    [InlineData("Task.IsRecurrence", "Boolean", "create filter sort group default")]
    [InlineData("Task.CompletedDateTime", "DateTime", "null filter sort")]
    [InlineData("CaseComment.CommentBody", "TextArea 4000", "null create update filter sort")]
    [InlineData("Attachment.Description", "TextArea 500", "null create update filter sort")]
    [InlineData("Attachment.Body", "Base64", "create update")]
    [InlineData("ContentVersion.ContentModifiedDate", "DateTime", "null create filter sort")]
    [InlineData("ContentVersion.VersionData", "Base64", "null create update")]
    [InlineData("ContentVersion.SharingPrivacy", "Picklist 40", "create update filter sort group default")]
    [InlineData("ContentVersion.ReasonForChange", "String 1000", "null create update filter sort")]
    [InlineData("ContentDocument.Title", "String 255", "update filter sort group")]
    [InlineData("ContentDocument.ParentId", "Reference 18", "null update filter sort group")]
    [InlineData("Note.Body", "TextArea 32000", "null create update")]
    [InlineData("Campaign.NumberOfLeads", "Int", "filter sort group")]
    [InlineData("Campaign.Type", "Picklist 255", "null create update filter sort group")]
    [InlineData("CampaignMember.Description", "TextArea 32000", "null")]
    [InlineData("CampaignMember.HasOptedOutOfEmail", "Boolean", "filter sort group default")]
    [InlineData("Product2.Description", "TextArea 4000", "null create update filter sort")]
    [InlineData("OpportunityLineItem.PricebookEntryId", "Reference 18", "null create filter sort group")]
    [InlineData("Quote.BillingCity", "String 40", "null create update filter sort group")]
    [InlineData("QuoteLineItem.LineNumber", "String 255", "filter sort default")]
    [InlineData("Contract.SpecialTerms", "TextArea 4000", "null create update filter sort")]
    [InlineData("Contract.ActivatedDate", "DateTime", "null update filter sort")]
    [InlineData("Contract.StatusCode", "Picklist 40", "filter sort group")]
    [InlineData("Order.AccountId", "Reference 18", "null create update filter sort group")]
    [InlineData("Order.IsReductionOrder", "Boolean", "create filter sort group default")]
    [InlineData("Order.TotalAmount", "Currency", "filter sort")]
    [InlineData("OrderItem.ListPrice", "Currency", "null create filter sort")]
    [InlineData("Asset.CurrentQuantity", "Double", "null filter sort")]
    [InlineData("Asset.Address", "Address", "null filter")]
    [InlineData("UserRole.ForecastUserId", "Reference 18", "null create update filter sort group")]
    [InlineData("UserRole.ContactAccessForAccountOwner", "Picklist 40", "null filter sort group")]
    [InlineData("Group.OwnerId", "Reference 18", "filter sort group")]
    [InlineData("Organization.Country", "String 80", "null filter sort group")]
    [InlineData("Organization.Name", "String 80", "update filter sort group")]
    public void Field_is_what_the_guides_say(string field, string type, string properties)
    {
        string[] path = field.Split('.');
        FieldSchema known = Standard.Find(path[0])!.FindField(path[1])!;
        $"{known.Type} {(known.Length == 0 ? "" : known.Length)}".Trim().Should().Be(type);
        (bool Has, string Word)[] flags =
        [
            (known.Nillable, "null"), (known.Createable, "create"), (known.Updateable, "update"), (known.Filterable, "filter"), (known.Sortable, "sort"),
            (known.Groupable, "group"), (known.DefaultedOnCreate, "default"),
        ];
        string.Join(' ', flags.Where(flag => flag.Has).Select(flag => flag.Word)).Should().Be(properties);
    }

    [Fact]
    public void Address_of_a_quote_is_labelled_as_the_quote_shows_it()
    {
        ObjectSchema quote = Standard.Find("Quote")!;
        quote.FindField("BillingAddress")!.Label.Should().Be("Bill To");
        quote.FindField("QuoteToState")!.Label.Should().Be("Quote To State/Province");
        Standard.Find("Asset")!.FindField("PostalCode")!.Label.Should().Be("Postal Code");
    }

    [Fact]
    public void Custom_object_gets_a_prefix_and_a_child_relationship_name()
    {
        OrgSchema schema = Standard.WithObject("Invoice__c", o => o.Text("Key__c", 40, externalId: true).Lookup("Customer__c", "Account"));
        ObjectSchema invoice = schema.Find("invoice__C")!;
        invoice.KeyPrefix.Should().Be("a00");
        invoice.FindField("Key__c")!.ExternalId.Should().BeTrue();
        invoice.FindRelationship("Customer__r")!.Name.Should().Be("Customer__c");
        schema.Find("Account")!.FindChildRelationship("Invoices__r")!.ChildObject.Should().BeSameAs(invoice);
        Standard.Find("Invoice__c").Should().BeNull("a schema never changes");
    }

    [Fact]
    public void Standard_object_takes_custom_fields() =>
        Standard.WithObject("Account", o => o.Text("Key__c", 40, externalId: true, unique: true)).Find("Account")!.FindField("Key__c")!.Unique.Should().BeTrue();

    [Fact]
    public void Unknown_standard_object_cannot_be_invented() =>
        FluentActions.Invoking(() => Standard.WithObject("Invoice", _ => { })).Should().Throw<ArgumentException>().WithMessage("'Invoice' is no object of this schema.*");

    [Fact]
    public void Describe_that_is_none_is_refused() =>
        FluentActions.Invoking(() => Standard.WithDescribe("[1]")).Should().Throw<FormatException>().WithMessage("This is no describe answer*");

    [Fact]
    public void Describe_of_an_own_org_becomes_an_object()
    {
        OrgSchema schema = OrgSchema.Empty().WithDescribe("""
            {"name":"Thing__c","label":"Thing","labelPlural":"Things","keyPrefix":"a7Q","createable":true,"queryable":true,
             "fields":[{"name":"Id","type":"id","length":18},{"name":"Size__c","type":"picklist","picklistValues":[{"value":"L","label":"Large","active":true,"defaultValue":true}]}],
             "childRelationships":[]}
            """);
        ObjectSchema thing = schema.Find("Thing__c")!;
        thing.KeyPrefix.Should().Be("a7Q");
        thing.Searchable.Should().BeFalse();
        thing.FindField("Size__c")!.PicklistValues.Should().ContainSingle().Which.Label.Should().Be("Large");
    }
}
