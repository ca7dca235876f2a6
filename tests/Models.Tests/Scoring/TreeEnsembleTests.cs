using CsCheck;
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

    [Fact]
    public void Score_vector_of_another_length_is_refused() => Assert.Throws<ArgumentException>(() => new TreeEnsemble(2, 0, [Stump]).Score([1f]));

    [Fact]
    public void Constructor_tree_that_reads_a_feature_too_many_is_refused() => Assert.Throws<ArgumentException>(() => new TreeEnsemble(1, 0, [Stump]));
}
