using CsCheck;
using SalesforceLinq.Tests.Saving;
using SalesforceLinq.Tracking;

namespace SalesforceLinq.Tests.Tracking;

public sealed class ChangeDetectionTests
{
    private readonly ChangeTracker _tracker = new(Model(), []);

    [Theory]
    [InlineData("Acme", "Acme  ")]
    [InlineData(null, "")]
    [InlineData("", "   ")]
    public void Texts_the_org_stores_alike_are_no_change(string? before, string? after) =>
        StateAfter(row => row.Text = before, row => row.Text = after).Should().Be(EntityState.Unchanged);

    [Fact]
    public void Case_and_leading_blanks_are_a_change()
    {
        StateAfter(row => row.Text = "Acme", row => row.Text = "ACME").Should().Be(EntityState.Modified);
        StateAfter(row => row.Text = "Acme", row => row.Text = " Acme").Should().Be(EntityState.Modified);
    }

    [Fact]
    public void Scale_milliseconds_and_offsets_are_no_change()
    {
        DateTimeOffset noon = new(2024, 1, 1, 12, 0, 0, TimeSpan.Zero);
        StateAfter(row => row.Amount = 1.50m, row => row.Amount = 1.5m).Should().Be(EntityState.Unchanged);
        StateAfter(row => row.At = noon, row => row.At = noon.AddTicks(9_999)).Should().Be(EntityState.Unchanged);
        StateAfter(row => row.At = noon, row => row.At = noon.ToOffset(TimeSpan.FromHours(2))).Should().Be(EntityState.Unchanged);
        StateAfter(row => row.At = noon, row => row.At = noon.AddMilliseconds(1)).Should().Be(EntityState.Modified);
    }

    [Fact]
    public void An_id_of_fifteen_characters_is_the_same_as_its_long_form()
    {
        StateAfter(row => row.OwnerId = "005000000000001", row => row.OwnerId = "005000000000001AAA").Should().Be(EntityState.Unchanged);
        StateAfter(row => row.OwnerId = "005000000000001AAA", row => row.OwnerId = "005000000000002AAA").Should().Be(EntityState.Modified);
    }

    [Fact]
    public void A_list_changed_inside_is_a_change_and_its_order_is_not()
    {
        StateAfter(row => row.Tags = ["A", "B"], row => row.Tags!.Reverse()).Should().Be(EntityState.Unchanged);
        StateAfter(row => row.Tags = ["A"], row => row.Tags!.Add("B")).Should().Be(EntityState.Modified);
        StateAfter(row => row.Bytes = [1, 2], row => row.Bytes![0] = 9).Should().Be(EntityState.Modified);
    }

    [Fact]
    public void A_list_or_bytes_put_in_place_of_null_or_taken_away_are_a_change()
    {
        StateAfter(row => row.Tags = ["A"], row => row.Tags = null).Should().Be(EntityState.Modified);
        StateAfter(row => row.Tags = null, row => row.Tags = ["A"]).Should().Be(EntityState.Modified);
        StateAfter(row => row.Bytes = [1], row => row.Bytes = null).Should().Be(EntityState.Modified);
        StateAfter(row => row.Tags = null, row => row.Tags = null).Should().Be(EntityState.Unchanged);
    }

    [Fact]
    public void A_value_put_back_is_no_change()
    {
        Row row = Tracked(row => row.Text = "A");
        row.Text = "B";
        _tracker.HasChanges().Should().BeTrue();
        row.Text = "A";
        _tracker.HasChanges().Should().BeFalse();
    }

    [Fact]
    public void The_compiled_comparer_agrees_with_a_look_at_every_field()
    {
        Gen.Select(Gen.String, Gen.String, Gen.Decimal, Gen.Decimal, Gen.Bool).Sample((one, other, amount, another, flag) =>
        {
            EntityModel model = Model().Entity(typeof(Row));
            EntitySnapshot snapshots = new(model);
            Row before = new() { Text = one, Amount = amount, Flag = flag };
            Row after = new() { Text = other, Amount = another, Flag = true };
            FieldSet changes = snapshots.Changes(after, before);
            return model.Fields.All(field => changes.Contains(field) != EntitySnapshot.AreSame(field, field.GetValue(before), field.GetValue(after)));
        });
    }

    [Fact]
    public void Contexts_on_several_threads_each_get_their_own_changes()
    {
        EntityModel model = Model().Entity(typeof(Row));
        EntitySnapshot snapshots = new(model);
        FieldSet text = FieldSet.Of([model.FindField("Text")!]);
        FieldSet flag = FieldSet.Of([model.FindField("Flag")!]);
        int wrong = 0;

        Parallel.For(0, 200_000, i =>
        {
            Row before = new();
            Row after = i % 2 == 0 ? new() { Text = "A" } : new() { Flag = true };
            if (!snapshots.Changes(after, before).Equals(i % 2 == 0 ? text : flag))
                Interlocked.Increment(ref wrong);
        });

        wrong.Should().Be(0);
    }

    [Fact]
    public void A_known_record_is_found_by_the_bytes_of_its_id_without_allocating()
    {
        Row row = Tracked(_ => { });
        EntityModel model = Model().Entity(typeof(Row));
        RecordKey.TryCreate("a00000000000001AAA"u8, out RecordKey id).Should().BeTrue();
        FieldSet none = FieldSet.None;
        _tracker.TryGetTracked(model, id, none, out object? found).Should().BeTrue();
        found.Should().BeSameAs(row);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
            _tracker.TryGetTracked(model, id, none, out _);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Fact]
    public void Detecting_allocates_nothing_for_entities_that_did_not_change()
    {
        EntitySnapshot snapshots = new(Model().Entity(typeof(Account)));
        Account account = new() { Name = "A", AnnualRevenue = 5 };
        object snapshot = snapshots.Take(account);
        snapshots.Changes(account, snapshot);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
            snapshots.Changes(account, snapshot);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Fact]
    public void A_field_that_was_not_loaded_is_sent_only_when_it_is_set()
    {
        EntityModel model = Model().Entity(typeof(Row));
        Row row = new() { Id = "a00000000000001AAA" };
        _tracker.TrackQueried(model, row, default, FieldSet.Of([model.Id]));
        EntityEntry entry = _tracker.Entries().Single();

        entry.Property("Text").IsLoaded.Should().BeFalse();
        entry.State.Should().Be(EntityState.Unchanged);
        row.Text = "set";
        _tracker.Entries().Single().Tracked.Modified.Count.Should().Be(1);
    }

    [Fact]
    public void A_second_instance_of_a_record_is_refused()
    {
        Tracked(_ => { });

        FluentActions.Invoking(() => _tracker.Track(new Row { Id = "a00000000000001" }, EntityState.Unchanged))
            .Should().Throw<InvalidOperationException>().WithMessage("*already tracks another Row with the id a00000000000001*");
    }

    private EntityState StateAfter(Action<Row> before, Action<Row> change)
    {
        _tracker.Clear();
        Row row = Tracked(before);
        change(row);
        return _tracker.Entries().Single().State;
    }

    private Row Tracked(Action<Row> fill)
    {
        Row row = new() { Id = "a00000000000001AAA" };
        fill(row);
        _tracker.Track(row, EntityState.Unchanged);
        return row;
    }

    private static SalesforceModel Model()
    {
        ModelBuilder builder = new();
        builder.Entity<Row>();
        builder.Entity<Account>();
        return builder.Build();
    }

    private sealed class Row
    {
        public string? Id { get; set; }

        public string? Text { get; set; }

        public decimal? Amount { get; set; }

        public bool Flag { get; set; }

        public DateTimeOffset? At { get; set; }

        public string? OwnerId { get; set; }

        public List<string>? Tags { get; set; }

        public byte[]? Bytes { get; set; }
    }

    [Fact]
    public async Task A_list_that_came_later_or_was_put_back_is_looked_into_too()
    {
        await using SavingOrg org = await SavingOrg.StartAsync(schema: schema => schema.WithObject("Tagged__c", tagged => tagged.MultiPicklist("Tags__c", ["a", "b", "c"])));
        await org.Client.SObject("Tagged__c").CreateAsync(new { Tags__c = "a" });
        await using TaggedContext context = new(new SalesforceContextOptionsBuilder<TaggedContext>().UseClient(org.Client).Options);
        Tagged tagged = (await context.Tagged.FromSoql($"SELECT Id FROM Tagged__c").ToListAsync()).Single();
        await context.Tagged.ToListAsync();

        tagged.Tags!.Add("b");
        context.Entry(tagged).State.Should().Be(EntityState.Modified);
        context.Entry(tagged).Property(x => x.Tags).IsModified = false;
        tagged.Tags.Should().Equal("a");
        tagged.Tags.Add("c");
        context.Entry(tagged).State.Should().Be(EntityState.Modified);
        context.Entry(tagged).Property(x => x.Tags).OriginalValue.Should().Equal("a");
    }

    private sealed class TaggedContext(SalesforceContextOptions<TaggedContext> options) : SalesforceContext(options)
    {
        public SObjectSet<Tagged> Tagged => Set<Tagged>();
    }

    [SObject("Tagged__c")]
    private sealed class Tagged
    {
        public string? Id { get; set; }

        [Field("Tags__c")]
        public List<string>? Tags { get; set; }
    }
}
