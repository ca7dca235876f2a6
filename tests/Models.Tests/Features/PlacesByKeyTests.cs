using Triage.Models.Features.Duplicates;

namespace Triage.Models.Tests.Features;

public sealed class PlacesByKeyTests
{
    [Fact]
    public void Of_places_of_a_key_come_newest_first_and_no_others()
    {
        var places = new PlacesByKey();
        for (var place = 0; place < 1_000; place++)
        {
            places.Add(place % 7, place);
            places.Add(-1 - place, place);
        }

        for (var key = 0; key < 7; key++)
        {
            Assert.Equal(Enumerable.Range(0, 1_000).Where(place => place % 7 == key).Reverse(), All(places, key));
        }

        Assert.Equal([42], All(places, -43));
        Assert.Empty(All(places, 7));
    }

    private static List<int> All(PlacesByKey places, long key)
    {
        var all = new List<int>();
        foreach (var place in places.Of(key))
        {
            all.Add(place);
        }

        return all;
    }
}
