using CsCheck;
using Triage.Training.Evaluation;

namespace Triage.Training.Tests.Evaluation;

public sealed class FoldsTests
{
    private static readonly Gen<(string Group, bool Stratum)[]> Items = Gen.Select(Gen.Int[0, 30], Gen.Bool).Select((group, stratum) => ($"group {group}", stratum)).Array[1, 80];

    [Fact]
    public void Of_keeps_a_group_together_and_parts_of_equal_size() => Gen.Select(Items, Gen.Int[2, 6], Gen.Int[0, 100]).Sample((items, count, seed) =>
    {
        var folds = Folds.Of(items, count, seed);
        Assert.All(items.Zip(folds).GroupBy(item => item.First.Group), group => Assert.Single(group.Select(item => item.Second).Distinct()));
        Assert.All(folds, fold => Assert.InRange(fold, 0, count - 1));
        var sizes = Enumerable.Range(0, count).Select(fold => items.Zip(folds).Where(item => item.Second == fold).Select(item => item.First.Group).Distinct().Count()).ToArray();
        Assert.InRange(sizes.Max() - sizes.Min(), 0, 1);
    });

    [Fact]
    public void Of_does_not_depend_on_the_order_of_items_but_on_the_seed()
    {
        (string, bool)[] items = [.. Enumerable.Range(0, 100).Select(at => ($"group {at}", at % 3 == 0))];
        Assert.Equal(Folds.Of(items, 5, 1), Folds.Of([.. items.Reverse()], 5, 1).Reverse());
        Assert.NotEqual(Folds.Of(items, 5, 1), Folds.Of(items, 5, 2));
    }

    [Fact]
    public void Of_gives_each_part_its_share_of_a_stratum()
    {
        (string, bool Stratum)[] items = [.. Enumerable.Range(0, 100).Select(at => ($"group {at}", at < 20))];
        var folds = Folds.Of(items, 5, 7);
        Assert.All(Enumerable.Range(0, 5), fold => Assert.Equal(4, items.Where((item, at) => item.Stratum && folds[at] == fold).Count()));
    }
}
