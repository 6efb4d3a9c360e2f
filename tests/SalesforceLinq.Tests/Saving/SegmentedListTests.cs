using CsCheck;
using SalesforceLinq.Saving.Planning;

namespace SalesforceLinq.Tests.Saving;

public sealed class SegmentedListTests
{
    [Fact]
    public void A_segmented_list_holds_what_a_list_holds() =>
        Gen.Int.Array[0, 5_000].Sample(
            items =>
            {
                SegmentedList<int> list = [];
                list.AddRange(items);

                list.Should().Equal(items);
                list.Count.Should().Be(items.Length);
                Enumerable.Range(0, items.Length).Select(i => list[i]).Should().Equal(items);
            },
            iter: 50);

    [Fact]
    public void Groups_are_those_of_GroupBy_in_the_same_order() =>
        Gen.Int[0, 9].Array[0, 5_000].Sample(
            items =>
            {
                var groups = items.Index().GroupInSegments(item => item.Item);

                groups.Select(group => (group.Key, string.Join(' ', group.Value.Select(item => item.Index))))
                    .Should().Equal(items.Index().GroupBy(item => item.Item).Select(group => (group.Key, string.Join(' ', group.Select(item => item.Index)))));
            },
            iter: 50);
}
