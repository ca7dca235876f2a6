using CsCheck;
using Triage.Models.Features;
using Triage.Models.Scoring.Trees;

namespace Triage.Models.Tests.Scoring;

public sealed class TreeEnsembleTests
{
    // Feature 0 splits at 0.5; to the right feature 1 splits at 2.
    private static readonly TreeNodes Tree = new([0, -1, 1, -1, -1], [0.5f, 0, 2, 0, 0], [1, 0, 3, 0, 0], [2, 0, 4, 0, 0], [0.25, -1, 0.5, 0, 2]);
    private static readonly TreeNodes Stump = new([1, -1, -1], [1, 0, 0], [1, 0, 0], [2, 0, 0], [0, -0.5, 0.5]);

    [Theory]
    [InlineData(0.5f, 9, -1 + 0.5 + 10)]
    [InlineData(0.6f, 2, 0 + 0.5 + 10)]
    [InlineData(0.6f, 2.1f, 2 + 0.5 + 10)]
    [InlineData(0.6f, 1, 0 - 0.5 + 10)]
    public void Score_at_or_below_the_threshold_goes_left(float first, float second, double expected) =>
        Assert.Equal(expected, new TreeEnsemble(2, 10, [Tree, Stump]).Score([first, second]));

    [Fact]
    public void Score_base_and_contributions_add_up_to_it()
    {
        var trees = new TreeEnsemble(2, 10, [Tree, Stump]);
        Gen.Select(Gen.Float[-3, 3], Gen.Float[-3, 3]).Sample((first, second) =>
        {
            var contributions = new double[2];
            var score = trees.Score([first, second], contributions);
            Assert.Equal(trees.Score([first, second]), score);
            Assert.Equal(score, trees.Base + contributions.Sum(), 12);
        });
    }

    [Fact]
    public void ScoreEach_many_vectors_give_the_bits_of_each_alone()
    {
        var trees = new TreeEnsemble(2, 10, [Tree, Stump]);
        Gen.Float[-3, 3].Array[0, 40].Where(rows => rows.Length % 2 == 0).Sample(rows =>
        {
            var scores = new double[rows.Length / 2];
            trees.ScoreEach(rows, scores);
            Assert.Equal(Enumerable.Range(0, scores.Length).Select(row => trees.Score(rows.AsSpan(2 * row, 2))), scores);
        });
        Assert.Throws<ArgumentException>(() => trees.ScoreEach([1, 2, 3], new double[1]));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(32)]
    [InlineData(33)] // more than bits in a word: walked
    public void ScoreEach_grown_trees_give_the_bits_of_each_alone_whatever_the_features_say(int leaves)
    {
        const int Features = 5;
        Gen.Select(Gen.ULong, Gen.Int[0, 30]).Sample((seed, count) =>
        {
            var chance = new SplitMix(seed);
            var trees = new TreeEnsemble(Features, 0.3, [.. Enumerable.Range(0, 7).Select(_ => DrawnTree.Of(Features, leaves, ref chance))]);
            var rows = new float[count * Features];
            foreach (ref var value in rows.AsSpan())
            {
                value = DrawnTree.Value(ref chance);
            }

            var scores = new double[count];
            trees.ScoreEach(rows, scores);
            Assert.Equal(Enumerable.Range(0, count).Select(row => trees.Score(rows.AsSpan(Features * row, Features))), scores);
        });
    }

    [Fact]
    public void ScoreEach_nodes_that_share_children_are_not_unfolded()
    {
        // Every node's children are both the next one: 2^99 paths.
        int[] next = [.. Enumerable.Range(1, 99), 0];
        var knot = new TreeNodes([.. Enumerable.Repeat(0, 99), -1], [.. new float[100]], [.. next], [.. next], [.. new double[99], 7]);
        var scores = new double[2];
        new TreeEnsemble(1, 0, [knot, knot]).ScoreEach([1, -1], scores);
        Assert.Equal([14, 14], scores);
    }

    [Fact]
    public void Score_vector_of_another_length_is_refused() => Assert.Throws<ArgumentException>(() => new TreeEnsemble(2, 0, [Stump]).Score([1f]));

    [Fact]
    public void Constructor_tree_that_reads_a_feature_too_many_is_refused() => Assert.Throws<ArgumentException>(() => new TreeEnsemble(1, 0, [Stump]));
}
