using CsCheck;
using Triage.Models.Scoring.Priority;

namespace Triage.Models.Tests.Scoring.Priority;

public sealed class PriorityPlaceTests
{
    // Few values, so that ties are common.
    private static readonly Gen<PriorityPlace> Places = Gen.Select(Gen.Long[0, 2], Gen.Long[0, 2], Gen.OneOf("a", "b", "B", "ä"), (ranks, entered, id) => new PriorityPlace(ranks, entered, id));

    [Fact]
    public void CompareTo_is_a_total_order() => Gen.Select(Places, Places, Places).Sample(
        (one, other, third) =>
        {
            Assert.Equal(Math.Sign(one.CompareTo(other)), -Math.Sign(other.CompareTo(one)));
            Assert.Equal(one == other, one.CompareTo(other) == 0);
            Assert.True(!(one <= other && other <= third) || one <= third);
            Assert.Equal(one < other, !(one >= other));
            Assert.Equal(one > other, !(one <= other));
        },
        iter: 20_000);

    [Fact]
    public void CompareTo_ties_go_to_what_came_first_and_then_to_the_smaller_id()
    {
        PriorityPlace[] places = [new(2, 0, "a"), new(1, 7, "a"), new(1, 5, "b"), new(1, 5, "B")];
        Assert.Equal(["B", "b", "a", "a"], places.Order().Select(place => place.Id));
        Assert.Equal([5, 5, 7, 0], places.Order().Select(place => place.EnteredAtMicros));
    }
}
