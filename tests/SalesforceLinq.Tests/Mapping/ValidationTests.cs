using System.ComponentModel.DataAnnotations.Schema;
using SalesforceLinq.Emulator;
using SalesforceLinq.Http;

namespace SalesforceLinq.Tests.Mapping;

public sealed class ValidationTests(MappingOrg org) : IClassFixture<MappingOrg>
{
    [Fact]
    public async Task A_model_that_fits_the_org_has_no_errors()
    {
        await using ThingContext context = org.Context();

        ModelValidationReport report = await context.Model.ValidateAsync(org.Client);

        report.Errors.Should().BeEmpty();
        report.ThrowIfInvalid().Should().BeSameAs(report);
        report.Warnings.Select(warning => (warning.Kind, warning.ApiName)).Should().Contain((ModelMismatchKind.PicklistValueNotInEnum, "ns__Level__c"));
    }

    [Fact]
    public async Task The_fields_of_the_model_know_afterwards_what_the_org_says_of_them()
    {
        await using ThingContext context = org.Context();
        await context.Model.ValidateAsync(org.Client);
        EntityModel thing = context.Model.Entity(typeof(Thing));

        thing.FindField("ns__Long__c")!.Description.Should().Match<FieldDescription>(field => !field.Filterable && field.Type == "textarea");
        thing.FindField("ns__Key__c")!.Description!.ExternalId.Should().BeTrue();
    }

    [Fact]
    public async Task Every_mismatch_is_listed_at_once_with_its_remedy()
    {
        await using WrongContext context = new(new SalesforceContextOptionsBuilder<WrongContext>().UseClient(org.Client).Options);

        ModelValidationReport report = await context.Model.ValidateAsync(org.Client);

        report.Mismatches.Select(mismatch => (mismatch.IsError, mismatch.Kind, mismatch.MemberName)).Should().BeEquivalentTo(new (bool, ModelMismatchKind, string?)[]
        {
            (true, ModelMismatchKind.MissingObject, null),
            (true, ModelMismatchKind.MissingField, "Missing"),
            (true, ModelMismatchKind.WrongType, "Day"),
            (true, ModelMismatchKind.WrongType, "Real"),
            (true, ModelMismatchKind.NullableInOrg, "Amount"),
            (false, ModelMismatchKind.NullableInOrg, "Text"),
            (true, ModelMismatchKind.NotWritable, "Score"),
            (true, ModelMismatchKind.ExternalId, "Mail"),
            (false, ModelMismatchKind.ExternalId, "Key"),
            (false, ModelMismatchKind.LongText, "Long"),
            (false, ModelMismatchKind.PicklistValueNotInEnum, "Level"),
            (false, ModelMismatchKind.PicklistValueNotInOrg, "Level"),
            (true, ModelMismatchKind.MissingRelationship, "Nobody"),
            (true, ModelMismatchKind.RelationshipTarget, "Before"),
            (true, ModelMismatchKind.MissingRelationship, "Parts"),
        });
        report.Mismatches.Single(mismatch => mismatch.MemberName == "Day").Message.Should().Be(
            "WrongThing.Day (ns__Thing__c.ns__Day__c) is of type DateTimeOffset?, and the org's field is of type date. Make it DateOnly?, or give it a converter.");
        report.Mismatches.Single(mismatch => mismatch.Kind == ModelMismatchKind.PicklistValueNotInOrg).Message.Should().Contain("'Lowest'").And.Contain("Correct the enum");
        ModelValidationException failure = report.Invoking(r => r.ThrowIfInvalid()).Should().Throw<ModelValidationException>().Which;
        failure.Report.Should().BeSameAs(report);
        failure.Message.Should().StartWith("The model does not fit the org in 10 places:").And.Contain("- WrongThing.Missing (ns__Thing__c.Missing__c) stands for a field that ns__Thing__c does not have");
    }

    [Fact]
    public async Task A_field_that_is_taken_only_at_creation_is_named()
    {
        await using EmulatedOrg strict = await EmulatedOrg.StartAsync(new EmulatedOrgOptions
        {
            SampleData = SampleData.None,
            Schema = OrgSchema.Standard().WithObject("Detail__c", detail => detail.MasterDetail("Account__c", "Account", "Details")),
        });
        await using SalesforceClient client = new(new AccessTokenCredential(strict.Url.ToString(), strict.AccessToken));
        await using DetailContext context = new(new SalesforceContextOptionsBuilder<DetailContext>().UseClient(client).Options);

        ModelValidationReport report = await context.Model.ValidateAsync(client);

        report.Errors.Should().ContainSingle().Which.Should().Match<ModelMismatch>(error =>
            error.Kind == ModelMismatchKind.NotUpdateable && error.MemberName == "AccountId" && error.Message.Contains("[Field(CreateOnly = true)]"));
    }

    [Fact]
    public async Task An_object_that_cannot_be_queried_is_named()
    {
        ModelValidationReport report = await ValidateAsync(described => described with { Queryable = false });

        report.Errors.Should().ContainSingle().Which.ToString().Should().Be(
            "error NotQueryable: The object Detail__c, which the class Leaf stands for, cannot be queried. Take the class out of the model.");
    }

    [Fact]
    public async Task A_field_that_is_taken_only_when_a_record_is_changed_is_named()
    {
        ModelValidationReport report = await ValidateAsync(described => Changed(described, field => field with { Createable = false, Updateable = true }));

        report.IsValid.Should().BeTrue();
        report.Warnings.Should().ContainSingle().Which.Should().Match<ModelMismatch>(warning =>
            warning.Kind == ModelMismatchKind.NotCreateable && warning.MemberName == "AccountId" && warning.Message.Contains("set it after the record was saved"));
    }

    [Fact]
    public async Task A_relationship_of_another_name_is_named()
    {
        ModelValidationReport report = await ValidateAsync(described => Changed(described, field => field with { RelationshipName = "Parent__r", Updateable = true }));

        report.Errors.Should().ContainSingle().Which.Should().Match<ModelMismatch>(error =>
            error.Kind == ModelMismatchKind.RelationshipName && error.MemberName == "Branch" && error.Message.Contains("[Relationship(\"Parent__r\", ForeignKey = \"Account__c\")]"));
    }

    [Fact]
    public async Task Children_on_another_lookup_are_named()
    {
        ModelValidationReport report = await ValidateAsync(
            described => Changed(described, field => field with { Updateable = true }),
            account => account with { ChildRelationships = [.. account.ChildRelationships.Select(children => children.RelationshipName == "Details__r" ? children with { Field = "Other__c" } : children)] });

        report.Errors.Should().ContainSingle().Which.Should().Match<ModelMismatch>(error =>
            error.Kind == ModelMismatchKind.RelationshipName && error.MemberName == "Leaves" && error.Message.Contains("the org's relationship on Other__c"));
    }

    // What an org may say and the emulated one does not: its describes, changed.
    private static async Task<ModelValidationReport> ValidateAsync(Func<SObjectDescription, SObjectDescription> detail, Func<SObjectDescription, SObjectDescription>? account = null)
    {
        await using EmulatedOrg strict = await EmulatedOrg.StartAsync(new EmulatedOrgOptions
        {
            SampleData = SampleData.None,
            Schema = OrgSchema.Standard().WithObject("Detail__c", made => made.MasterDetail("Account__c", "Account", "Details")),
        });
        await using SalesforceClient client = new(new AccessTokenCredential(strict.Url.ToString(), strict.AccessToken));
        await using TreeContext context = new(new SalesforceContextOptionsBuilder<TreeContext>().UseClient(client).Options);
        SObjectDescription accountThere = await client.SObject("Account").DescribeAsync();
        SObjectDescription detailThere = Changed(await client.SObject("Detail__c").DescribeAsync(), field => field with { Updateable = true });
        return context.Model.Validate(detail(detailThere), account is null ? accountThere : account(accountThere));
    }

    private static SObjectDescription Changed(SObjectDescription described, Func<FieldDescription, FieldDescription> change) =>
        described with { Fields = [.. described.Fields.Select(field => field.Name == "Account__c" ? change(field) : field)] };

    [Fact]
    public async Task Describes_at_hand_are_compared_without_a_call()
    {
        SObjectDescription described = await org.Client.SObject("ns__Thing__c").DescribeAsync();
        await using WrongContext context = new(new SalesforceContextOptionsBuilder<WrongContext>().UseClient(org.Client).Options);
        int calls = org.Org.Requests.Count;

        ModelValidationReport report = context.Model.Validate(described);

        org.Org.Requests.Count.Should().Be(calls);
        report.Errors.Select(error => error.ApiName).Should().Contain(["Nowhere__c", "Missing__c"]);
    }

    private enum WrongLevel
    {
        Low,
        Lowest,
    }

    [SObject("ns__Thing__c")]
    private sealed class WrongThing
    {
        public string? Id { get; set; }

        [Field("Missing__c")]
        public string? Missing { get; set; }

        [Field("ns__Day__c")]
        public DateTimeOffset? Day { get; set; }

        [Field("ns__Real__c")]
        public int? Real { get; set; }

        [Field("ns__Amount__c")]
        public decimal Amount { get; set; }

        [Field("ns__Text__c")]
        public string Text { get; set; } = "";

        [Field("ns__Score__c")]
        public double? Score { get; set; }

        [Field("ns__Mail__c", ExternalId = true)]
        public string? Mail { get; set; }

        [Field("ns__Key__c")]
        public string? Key { get; set; }

        [Field("ns__Long__c")]
        public string? Long { get; set; }

        [Field("ns__Level__c")]
        public WrongLevel? Level { get; set; }

        [Relationship("ns__Nobody__r")]
        public WrongThing? Nobody { get; set; }

        [Relationship("ns__Before__r")]
        public Nowhere? Before { get; set; }

        [Relationship("ns__Parts__r", ForeignKey = "ns__Before__c")]
        public ICollection<WrongThing> Parts { get; set; } = [];

        [NotMapped]
        public Version? Ignored { get; set; }
    }

    [SObject("Nowhere__c")]
    private sealed class Nowhere
    {
        public string? Id { get; set; }
    }

    [SObject("Detail__c")]
    private sealed class Detail
    {
        public string? Id { get; set; }

        [Field("Account__c")]
        public required string AccountId { get; set; }
    }

    [SObject("Detail__c")]
    private sealed class Leaf
    {
        public string? Id { get; set; }

        [Field("Account__c")]
        public required string AccountId { get; set; }

        [Relationship("Account__r", ForeignKey = "Account__c")]
        public Branch? Branch { get; set; }
    }

    [SObject("Account")]
    private sealed class Branch
    {
        public string? Id { get; set; }

        [Relationship("Details__r", ForeignKey = "Account__c")]
        public ICollection<Leaf> Leaves { get; set; } = [];
    }

    private sealed class TreeContext(SalesforceContextOptions<TreeContext> options) : SalesforceContext(options)
    {
        public SObjectSet<Leaf> Leaves => Set<Leaf>();
    }

    private sealed class WrongContext(SalesforceContextOptions<WrongContext> options) : SalesforceContext(options)
    {
        public SObjectSet<WrongThing> Things => Set<WrongThing>();
    }

    private sealed class DetailContext(SalesforceContextOptions<DetailContext> options) : SalesforceContext(options)
    {
        public SObjectSet<Detail> Details => Set<Detail>();
    }
}
