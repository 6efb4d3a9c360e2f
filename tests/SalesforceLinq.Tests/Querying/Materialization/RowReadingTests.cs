using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Tests.Querying.Materialization;

/// <summary>Rows as an org may write them, which the emulated org does not: other orders, other forms, members nobody asked for.</summary>
public sealed class RowReadingTests
{
    [Fact]
    public async Task Members_are_found_in_any_order_of_page_and_record()
    {
        await using RowContext context = PageStub.Context(
        [
            """{"records":[{"Name":"a","Id":"a01000000000001AAA","attributes":{"url":"/x/a01000000000001AAA","type":"Row__c"}}],"done":false,"nextRecordsUrl":"/services/data/v66.0/query/01g-1","totalSize":2}""",
            """{"done":true,"totalSize":2,"records":[{"Small__c":3,"Id":"a01000000000002AAA","Name":"b"}]}""",
        ]);

        List<Row> rows = await context.Rows.ToListAsync();

        rows.Select(row => (row.Id, row.Name, row.Small)).Should().Equal(("a01000000000001AAA", "a", 0), ("a01000000000002AAA", "b", 3));
        context.ChangeTracker.HasChanges().Should().BeFalse();
    }

    [Fact]
    public async Task Members_that_were_not_asked_for_are_skipped_whatever_they_hold()
    {
        await using RowContext context = PageStub.Rows(
            """{"attributes":{"type":"Row__c","more":{"deep":[1,{"a":null}]}},"Else__c":{"records":[{"x":[]}]},"Id":"a01000000000001AAA","Odd__c":[1,2,"]}"],"Name":"a"}""");

        Row row = (await context.Rows.ToListAsync()).Should().ContainSingle().Subject;

        row.Name.Should().Be("a");
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("1.0", 1)]
    [InlineData("1E2", 100)]
    [InlineData("1.5e1", 15)]
    [InlineData("-0.0", 0)]
    public async Task Numbers_are_read_in_every_form_of_json(string wire, long value)
    {
        await using RowContext context = PageStub.Rows(
            $$"""{"Id":"a01000000000001AAA","Whole__c":{{wire}},"Small__c":{{wire}},"Exact__c":{{wire}},"Real__c":{{wire}}}""");

        Row row = await context.Rows.FirstAsync();

        (row.Whole, row.Small, row.Exact, row.Real).Should().Be((value, (int)value, value, value));
    }

    [Fact]
    public async Task Large_and_precise_numbers_are_read_exactly()
    {
        await using RowContext context = PageStub.Rows(
            """{"Id":"a01000000000001AAA","Whole__c":9223372036854775807,"Exact__c":123456789012345678.123456789,"Real__c":1.7976931348623157E308}""");

        Row row = await context.Rows.FirstAsync();

        (row.Whole, row.Exact, row.Real).Should().Be((long.MaxValue, 123456789012345678.123456789m, double.MaxValue));
    }

    [Theory]
    [InlineData("2024-10-08T15:05:08.123+0000")]
    [InlineData("2024-10-08T15:05:08.123Z")]
    [InlineData("2024-10-08T17:05:08.123+02:00")]
    [InlineData("2024-10-08T20:35:08.123+0530")]
    [InlineData("\\u0032024-10-08T15:05:08.123+0000")]
    public async Task Instants_are_read_with_any_offset_and_are_utc(string wire)
    {
        await using RowContext context = PageStub.Rows($$"""{"Id":"a01000000000001AAA","At__c":"{{wire}}","Moment__c":"{{wire}}","Time__c":"13:45:30.500Z","Day__c":"2024-02-29"}""");

        Row row = await context.Rows.FirstAsync();

        row.At.Should().Be(new DateTimeOffset(2024, 10, 8, 15, 5, 8, 123, TimeSpan.Zero));
        row.At!.Value.Offset.Should().Be(TimeSpan.Zero);
        row.Moment.Should().Be(new DateTime(2024, 10, 8, 15, 5, 8, 123, DateTimeKind.Utc));
        row.Moment!.Value.Kind.Should().Be(DateTimeKind.Utc);
        (row.Time, row.Day).Should().Be((new TimeOnly(13, 45, 30, 500), new DateOnly(2024, 2, 29)));
    }

    [Fact]
    public async Task A_parent_that_is_not_there_is_null_in_entities_and_projections()
    {
        await using RowContext context = PageStub.Rows(
            """{"Id":"a01000000000001AAA","Name":"a","Parent__c":null,"Parent__r":null}""",
            """{"Id":"a01000000000002AAA","Name":"b","Parent__c":"a02000000000001AAA","Parent__r":{"attributes":{"type":"Parent__c"},"Id":"a02000000000001AAA","Name":"p"}}""");

        List<Row> rows = await context.Rows.Include(row => row.Parent).ToListAsync();
        var projected = await context.Rows.Select(row => new { row.Name, Parent = row.Parent!.Name }).ToListAsync();

        rows.Select(row => row.Parent?.Name).Should().Equal(null, "p");
        projected.Select(row => row.Parent).Should().Equal(null, "p");
    }

    [Fact]
    public async Task A_long_list_of_children_is_read_over_its_own_pages_before_its_parent_is_handed_out()
    {
        await using RowContext context = PageStub.Context(
        [
            """
            {"totalSize":1,"done":true,"records":[{"Id":"a02000000000001AAA","Name":"p","Rows__r":{"totalSize":3,"done":false,"nextRecordsUrl":"/services/data/v66.0/query/01g-1",
              "records":[{"Id":"a01000000000001AAA","Parent__c":"a02000000000001AAA","Name":"a"}]}}]}
            """,
            """{"totalSize":3,"done":false,"nextRecordsUrl":"/services/data/v66.0/query/01g-2","records":[{"Id":"a01000000000002AAA","Parent__c":"a02000000000001AAA","Name":"b"}]}""",
            """{"totalSize":3,"done":true,"records":[{"Id":"a01000000000003AAA","Parent__c":"a02000000000001AAA","Name":"c"}]}""",
        ]);

        Parent parent = await context.Parents.Include(p => p.Rows).SingleAsync();

        parent.Rows.Select(row => row.Name).Should().Equal("a", "b", "c");
        parent.Rows.Should().OnlyContain(row => row.Parent == parent, "each child points back");
        context.ChangeTracker.HasChanges().Should().BeFalse("what a query read is no change");
    }

    [Fact]
    public async Task Children_on_later_pages_belong_to_the_entity_that_stood_for_the_record_before()
    {
        await using RowContext context = PageStub.Context(
        [
            """{"totalSize":1,"done":true,"records":[{"Id":"a02000000000001AAA","Name":"p","Rows__r":{"totalSize":2,"done":false,"nextRecordsUrl":"/x/query/01g-1","records":[{"Id":"a01000000000001AAA","Parent__c":"a02000000000001AAA"}]}}]}""",
            """{"totalSize":2,"done":true,"records":[{"Id":"a01000000000002AAA","Parent__c":"a02000000000001AAA"}]}""",
        ]);

        Parent first = await context.Parents.SingleAsync();
        Parent again = await context.Parents.Include(p => p.Rows).SingleAsync();
        await context.Parents.Include(p => p.Rows).SingleAsync();

        again.Should().BeSameAs(first);
        first.Rows.Select(row => row.Id).Should().Equal("a01000000000001AAA", "a01000000000002AAA");
        context.ChangeTracker.HasChanges().Should().BeFalse();
    }

    [Fact]
    public async Task Children_without_a_property_for_the_lookup_are_no_change_once_read()
    {
        await using RowContext context = PageStub.Context(
        [
            """{"totalSize":1,"done":true,"records":[{"Id":"a02000000000001AAA","Rows__r":{"totalSize":2,"done":false,"nextRecordsUrl":"/x/query/01g-1","records":[{"Id":"a01000000000001AAA"}]}}]}""",
            """{"totalSize":2,"done":true,"records":[{"Id":"a01000000000002AAA"}]}""",
        ]);

        Branch branch = await context.Set<Branch>().Include(b => b.Leaves).SingleAsync();

        branch.Leaves.Should().HaveCount(2).And.OnlyContain(leaf => leaf.Parent == branch);
        context.ChangeTracker.HasChanges().Should().BeFalse();
        branch.Leaves.First().Parent = null;
        context.ChangeTracker.HasChanges().Should().BeTrue();
    }

    [Fact]
    public async Task Nested_lists_that_go_on_are_read_inside_lists_that_go_on()
    {
        await using RowContext context = PageStub.Context(
        [
            """{"totalSize":1,"done":true,"records":[{"Id":"a02000000000001AAA","Rows__r":{"totalSize":2,"done":false,"nextRecordsUrl":"/x/query/01g-1","records":[]}}]}""",
            """{"totalSize":2,"done":false,"nextRecordsUrl":"/x/query/01g-2","records":[{"Id":"a01000000000001AAA","Name":"a"}]}""",
            """{"totalSize":2,"done":true,"records":[{"Id":"a01000000000002AAA","Name":"b"}]}""",
        ]);

        var parents = await context.Parents.Select(p => new { p.Id, Names = p.Rows.Select(row => row.Name).ToList() }).ToListAsync();

        parents.Single().Names.Should().Equal("a", "b");
    }

    [Fact]
    public async Task Texts_that_repeat_are_one_string_and_others_are_read_as_they_are()
    {
        string[] names = ["Web", "Ürün", "日本", "x", "A longer text, which is not kept: forty bytes are the most"];
        await using RowContext context = PageStub.Rows(
            [.. Enumerable.Range(0, 400).Select(i => $$"""{"Id":"a01{{i:d12}}AAA","Name":{{new JValue(names[i % 5]).ToString(Newtonsoft.Json.Formatting.None)}}}""")]);

        List<Row> rows = await context.Rows.AsNoTracking().ToListAsync();

        rows.Select(row => row.Name).Should().Equal(Enumerable.Range(0, 400).Select(i => names[i % 5]));
        rows.Where(row => row.Name == "Ürün").Select(row => row.Name).Distinct(ReferenceEqualityComparer.Instance).Should().ContainSingle();
    }

    [Fact]
    public async Task Texts_that_do_not_repeat_are_read_without_the_pool()
    {
        await using RowContext context = PageStub.Rows([.. Enumerable.Range(0, 1_000).Select(i => $$"""{"Id":"a01{{i:d12}}AAA","Name":"n{{i}}"}""")]);

        (await context.Rows.AsNoTracking().ToListAsync()).Select(row => row.Name).Should().Equal(Enumerable.Range(0, 1_000).Select(i => $"n{i}"));
    }
}
