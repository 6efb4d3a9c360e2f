using SalesforceLinq.Cli.Scaffolding;
using SalesforceLinq.Cli.Scaffolding.Planning;
using SalesforceLinq.Cli.Scaffolding.Writing;
using SalesforceLinq.Http;
using static SalesforceLinq.Cli.Tests.Scaffolding.DescribeText;

namespace SalesforceLinq.Cli.Tests.Scaffolding;

public sealed class ScaffolderTests
{
    [Fact]
    public void Class_reads_as_a_person_would_write_it() => Scaffold(Object(
        "Invoice__c",
        Field("Name", label: "Invoice Number", nillable: false),
        Field("Total__c", "currency", label: "Total", help: "Net of <tax> & freight."),
        Lookup("Account__c", "Account"),
        Field("Paid_On__c", "date", createable: false, updateable: false),
        Field("Key__c")), Object("Account")).Should().Contain("""
        /// <summary>Invoice</summary>
        [SObject("Invoice__c")]
        public partial class Invoice
        {
            /// <summary>Id</summary>
            public string? Id { get; set; }

            /// <summary>Account__c</summary>
            /// <value>Id of Account.</value>
            [Field("Account__c")]
            public string? AccountId { get; set; }

            /// <summary>The record AccountId refers to.</summary>
            [Relationship("Account__r")]
            public Account? Account { get; set; }

            /// <summary>Key__c</summary>
            [Field("Key__c")]
            public string? Key { get; set; }

            /// <summary>Invoice Number</summary>
            /// <value>Required.</value>
            public string Name { get; set; } = null!;

            /// <summary>Paid_On__c</summary>
            [Field("Paid_On__c", ReadOnly = true)]
            public DateOnly? PaidOn { get; set; }

            /// <summary>Total. Net of &lt;tax&gt; &amp; freight.</summary>
            [Field("Total__c")]
            public decimal? Total { get; set; }
        }
        """);

    [Theory]
    [InlineData("Customer_Priority__c", "CustomerPriority")]
    [InlineData("SLA__c", "SLA")]
    [InlineData("number_of_locations__c", "NumberOfLocations")]
    [InlineData("npsp__Batch__c", "Batch")]
    [InlineData("Place__Latitude__s", "PlaceLatitude")]
    [InlineData("X1st_Call__c", "X1stCall")]
    [InlineData("class__c", "Class")]
    [InlineData("PersonEmail__pc", "PersonEmail")]
    public void Custom_field_gets_the_name_a_person_would_give(string field, string property) =>
        Scaffold(Object("Lead", Field(field))).Should().Contain($" {property} {{ get; set; }}").And.Contain($"[Field(\"{field}\")]");

    [Theory]
    [InlineData("Name", "Name__c", "NameCustom")]
    [InlineData("Batch__c", "npsp__Batch__c", "NpspBatch")]
    [InlineData("A_B__c", "AB__c", "ABCustom")]
    public void Field_whose_name_is_taken_gets_another(string first, string second, string property) =>
        Scaffold(Object("Lead", Field(first), Field(second))).Should().Contain($" {property} {{ get; set; }}");

    [Theory]
    [InlineData("Lead__c")]
    [InlineData("ToString__c")]
    [InlineData("GetType__c")]
    public void Property_is_never_named_as_its_class_or_as_what_every_object_has(string field)
    {
        string code = Scaffold(Object("Lead", Field(field)));
        code.Should().Contain($" {field[..^3]}Custom {{ get; set; }}");
    }

    [Theory]
    [InlineData("Task", "TaskRecord", "TaskRecords")]
    [InlineData("Address", "AddressRecord", "AddressRecords")]
    [InlineData("Environment__c", "EnvironmentRecord", "EnvironmentRecords")]
    [InlineData("Opportunity", "Opportunity", "Opportunities")]
    [InlineData("Invoice__History", "InvoiceHistory", "InvoiceHistories")]
    [InlineData("Campaign_Status__mdt", "CampaignStatus", "CampaignStatuses")]
    public void Class_never_hides_what_every_program_uses(string apiName, string className, string set)
    {
        IReadOnlyList<GeneratedFile> files = Files(PicklistStyle.Enums, Object(apiName));
        files.Single(file => file.Name == "Crm.g.cs").Content.Should().Contain($"public SObjectSet<{className}> {set} => Set<{className}>();");
        if (apiName != className)
            files.Single(file => file.Name == className + ".g.cs").Content.Should().Contain($"[SObject(\"{apiName}\")]");
    }

    [Fact]
    public void Lookup_that_may_be_set_once_is_create_only() =>
        Scaffold(Object("Lead", Field("Code__c", createable: true, updateable: false))).Should().Contain("[Field(\"Code__c\", CreateOnly = true)]");

    [Fact]
    public void Required_number_stays_null_until_it_is_set() =>
        Scaffold(Object("Lead", Field("Amount__c", "double", nillable: false), Field("Count__c", "int", createable: false, updateable: false, nillable: false)))
            .Should().Contain("public decimal? Amount ").And.Contain("public int Count ");

    [Fact]
    public void Checkbox_starts_as_the_org_starts_it()
    {
        Newtonsoft.Json.Linq.JObject ticked = Field("Active__c", "boolean", nillable: false);
        ticked["defaultValue"] = true;
        Scaffold(Object("Lead", ticked, Field("Old__c", "boolean", nillable: false))).Should()
            .Contain("public bool Active { get; set; } = true;").And.Contain("public bool Old { get; set; }\n");
    }

    [Fact]
    public void Lookup_to_several_objects_is_an_object() => Scaffold(
        Object("Task", Field("WhatId", "reference", referenceTo: ["Account", "Opportunity"], relationshipName: "What")), Object("Account")).Should()
        .Contain("public object? What { get; set; }").And.Contain("Of several classes; Account among them.");

    [Fact]
    public void Parent_outside_of_the_model_leaves_only_its_id() =>
        Scaffold(Object("Contact", Lookup("AccountId", "Account"))).Should().Contain("public string? AccountId").And.NotContain("Account? Account");

    [Fact]
    public void Children_say_their_lookup_where_the_mapping_could_not_derive_it()
    {
        string code = Scaffold(
            Parent("Account", [Children("Billed__r", "Invoice__c", "Bill_To__c"), Children("Contacts", "Contact", "AccountId")]),
            Object("Contact", Lookup("AccountId", "Account")),
            Object("Invoice__c", Lookup("Bill_To__c", "Account"), Lookup("Ship_To__c", "Account")));
        code.Should().Contain("[Relationship(\"Billed__r\", ForeignKey = \"Bill_To__c\")]\n    public ICollection<Invoice> Billed { get; set; } = [];");
        code.Should().Contain("refers to this one.</summary>\n    public ICollection<Contact> Contacts { get; set; } = [];");
    }

    [Fact]
    public void Picklist_becomes_an_enum_with_the_texts_of_the_wire() =>
        Scaffold(Object("Lead", Field("Level__c", "picklist", values: ["Proposal/Price Quote", "1st", "A+", "A-", "a", "Größe", "class"]))).Should()
            .Contain("public LeadLevel? Level ").And.Contain("""
        public enum LeadLevel
        {
            /// <summary>Proposal/Price Quote</summary>
            [EnumMember(Value = "Proposal/Price Quote")]
            ProposalPriceQuote,

            /// <summary>1st</summary>
            [EnumMember(Value = "1st")]
            _1st,

            /// <summary>A+</summary>
            [EnumMember(Value = "A+")]
            APlus,

            /// <summary>A-</summary>
            [EnumMember(Value = "A-")]
            A,

            /// <summary>a</summary>
            [EnumMember(Value = "a")]
            A2,

            /// <summary>Größe</summary>
            Größe,

            /// <summary>class</summary>
            [EnumMember(Value = "class")]
            Class,
        }
        """);

    [Fact]
    public void Picklist_becomes_constants_when_asked_to() =>
        Scaffold(PicklistStyle.Constants, Object("Lead", Field("Level__c", "picklist", values: ["In \"work\""]), Field("Tags__c", "multipicklist", values: ["A"]))).Should()
            .Contain("public string? Level ").And.Contain("public HashSet<string>? Tags ").And.Contain("public const string InWork = \"In \\\"work\\\"\";");

    [Fact]
    public void Picklist_of_several_values_is_a_set_of_the_enum() =>
        Scaffold(Object("Lead", Field("Tags__c", "multipicklist", values: ["A"]))).Should().Contain("public HashSet<LeadTags>? Tags ");

    [Fact]
    public void Order_of_the_describe_changes_nothing()
    {
        SObjectDescription[] objects =
        [
            Object("Account", Field("B__c"), Field("A__c"), Field("a_b__c"), Field("A_B__c", "picklist", values: ["x", "y"])),
            Object("Contact", Lookup("AccountId", "Account"), Field("Name")),
        ];
        SObjectDescription[] shuffled = [.. objects.Reverse().Select(description => description with { Fields = [.. description.Fields.Reverse()] })];
        Files(PicklistStyle.Enums, shuffled).Should().Equal(Files(PicklistStyle.Enums, objects));
    }

    [Fact]
    public void Hidden_fields_are_left_out()
    {
        Newtonsoft.Json.Linq.JObject hidden = Field("Old__c");
        hidden["deprecatedAndHidden"] = true;
        Scaffold(Object("Lead", hidden)).Should().NotContain("Old");
    }

    private static string Scaffold(params SObjectDescription[] objects) => Scaffold(PicklistStyle.Enums, objects);

    private static string Scaffold(PicklistStyle style, params SObjectDescription[] objects) => string.Join('\n', Files(style, objects).Select(file => file.Content));

    private static IReadOnlyList<GeneratedFile> Files(PicklistStyle style, params SObjectDescription[] objects) => new Scaffolder("Crm", "Models", style).Scaffold(objects);
}
