using CsCheck;
using SalesforceLinq.Tracking;

namespace SalesforceLinq.Tests.Tracking;

public sealed class IdentityMapTests
{
    private static readonly TrackedType Type = new(Model());

    private enum Step
    {
        AddWithId,
        AddWithoutId,
        Identify,
        Rename,
        Remove,
        Expect,
        Clear,
    }

    [Fact]
    public void Map_finds_what_two_dictionaries_find_and_keeps_the_order()
    {
        Gen<(Step Step, int Which)> step = Gen.Select(
            Gen.Frequency(
                (60, Gen.Const(Step.AddWithId)),
                (20, Gen.Const(Step.AddWithoutId)),
                (20, Gen.Const(Step.Identify)),
                (10, Gen.Const(Step.Rename)),
                (40, Gen.Const(Step.Remove)),
                (5, Gen.Const(Step.Expect)),
                (1, Gen.Const(Step.Clear))),
            Gen.Int[0, 999]);

        step.Array[0, 600].Sample(Run, iter: 2_000);
    }

    [Fact]
    public void Entities_that_come_while_the_map_is_read_are_left_out_and_those_that_go_are_skipped()
    {
        IdentityMap map = [];
        List<TrackedEntity> first = [.. Enumerable.Range(0, 10).Select(number => Added(map, number))];
        List<TrackedEntity> read = [];

        foreach (TrackedEntity tracked in map)
        {
            read.Add(tracked);
            if (read.Count == 3)
            {
                map.Remove(first[5]);
                first[5].State = EntityState.Detached;
                // So many that the list is renewed, and its holes are closed.
                for (int i = 0; i < 100; i++)
                    Added(map, 100 + i);
            }
        }

        read.Should().Equal(first.Where(tracked => tracked != first[5]));
        map.Should().HaveCount(109);
    }

    [Fact]
    public void Second_instance_of_a_record_is_refused_and_leaves_no_trace()
    {
        IdentityMap map = [];
        TrackedEntity one = Added(map, 1);

        FluentActions.Invoking(() => Added(map, 1)).Should().Throw<InvalidOperationException>().WithMessage("The context already tracks another Record with the id 003000000000001*");

        map.Should().Equal(one);
        map.Count.Should().Be(1);
    }

    private static void Run((Step Step, int Which)[] steps)
    {
        IdentityMap map = [];
        List<TrackedEntity> expected = [];
        int number = 0;
        foreach ((Step step, int which) in steps)
        {
            TrackedEntity? chosen = expected.Count > 0 ? expected[which % expected.Count] : null;
            switch (step)
            {
                case Step.AddWithId:
                    expected.Add(Added(map, number++));
                    break;
                case Step.AddWithoutId:
                    TrackedEntity tracked = new(Type, new Record()) { State = EntityState.Added };
                    map.Add(tracked);
                    expected.Add(tracked);
                    break;
                case Step.Identify when chosen is { Id: null }:
                case Step.Rename when chosen is not null:
                    ((Record)chosen.Entity).Id = IdOf(number++);
                    map.Identify(chosen);
                    break;
                case Step.Remove when chosen is not null:
                    map.Remove(chosen);
                    chosen.State = EntityState.Detached;
                    expected.Remove(chosen);
                    map.Find(chosen.Entity).Should().BeNull();
                    map.FindById(chosen.Id).Should().BeNull();
                    break;
                case Step.Expect:
                    map.Expect(which);
                    break;
                case Step.Clear:
                    map.Clear();
                    expected.Clear();
                    break;
                default:
                    break;
            }
        }

        map.Count.Should().Be(expected.Count);
        map.Should().Equal(expected);
        foreach (TrackedEntity tracked in expected)
        {
            map.Find(tracked.Entity).Should().BeSameAs(tracked);
            map.FindById(tracked.Id).Should().BeSameAs(tracked.Id is null ? null : tracked);
        }

        map.FindById(IdOf(number)).Should().BeNull();
        map.Find(new Record()).Should().BeNull();
    }

    private static TrackedEntity Added(IdentityMap map, int number)
    {
        TrackedEntity tracked = new(Type, new Record { Id = IdOf(number) }) { State = EntityState.Unchanged };
        map.Add(tracked);
        return tracked;
    }

    private static EntityModel Model()
    {
        ModelBuilder model = new();
        model.Entity<Record>();
        return model.Build().Entity(typeof(Record));
    }

    private static string IdOf(int number) => $"003{number:D12}";

    private sealed class Record
    {
        public string? Id { get; set; }
    }
}
