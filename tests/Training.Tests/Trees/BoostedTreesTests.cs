using Microsoft.ML;
using Microsoft.ML.Data;
using Triage.Models.Features;
using Triage.Training.Trees;

namespace Triage.Training.Tests.Trees;

public sealed class BoostedTreesTests
{
    private static readonly TreeOptions Options = new() { Trees = 40, Leaves = 8, LearningRate = 0.2, ExamplesPerLeafMin = 10, FeatureShare = 0.8, ExampleShare = 0.8 };

    [Fact]
    public void Train_learns_what_no_single_feature_says()
    {
        var examples = Examples(seed: 1);
        var trees = BoostedTrees.Train(examples, Options);
        var right = Enumerable.Range(0, examples.Count).Count(i => trees.Score(examples.FeaturesOf(i)) > 0 == examples.LabelOf(i));
        Assert.InRange((double)right / examples.Count, 0.95, 1);
    }

    [Fact]
    public void Train_trees_taken_out_say_what_ml_net_says()
    {
        var examples = Examples(seed: 4);
        var context = new MLContext(Options.Seed);
        var data = BoostedTrees.Load(context, examples);
        using var theirs = BoostedTrees.Fit(context, data, Options);
        var ours = BoostedTrees.Train(examples, Options);
        var scores = theirs.Transform(data).GetColumn<float>("Score").ToArray();
        Assert.All(scores.Select((score, i) => (score, i)), pair => Assert.Equal(pair.score, ours.Score(examples.FeaturesOf(pair.i)), 1e-4));
        var probabilities = theirs.Transform(data).GetColumn<float>("Probability").ToArray();
        Assert.All(probabilities.Select((probability, i) => (probability, i)), pair => Assert.Equal(pair.probability, 1 / (1 + Math.Exp(-ours.Score(examples.FeaturesOf(pair.i)))), 1e-6));
        Assert.True(scores.Distinct().Count() > 100);
    }

    [Fact]
    public void Train_the_same_seed_gives_the_same_bits()
    {
        var examples = Examples(seed: 2);
        var (one, other) = (BoostedTrees.Train(examples, Options), BoostedTrees.Train(examples, Options));
        Assert.All(Enumerable.Range(0, examples.Count), i => Assert.Equal(one.Score(examples.FeaturesOf(i)), other.Score(examples.FeaturesOf(i))));
    }

    [Fact]
    public void Train_another_number_of_threads_gives_the_same_bits()
    {
        var examples = Examples(seed: 5);
        var (one, two) = (BoostedTrees.Train(examples, Options with { Threads = 1 }), BoostedTrees.Train(examples, Options with { Threads = 2 }));
        Assert.All(Enumerable.Range(0, examples.Count), i => Assert.Equal(one.Score(examples.FeaturesOf(i)), two.Score(examples.FeaturesOf(i))));
    }

    /// <summary>Without one waiting for the other, the process soon ends in native code.</summary>
    [Fact]
    public void Train_several_at_once_on_other_numbers_of_threads_gives_each_its_trees()
    {
        var examples = Examples(seed: 6);
        var alone = BoostedTrees.Train(examples, Options).Score(examples.FeaturesOf(0));
        var scores = new double[24];
        Parallel.For(0, scores.Length, i => scores[i] = BoostedTrees.Train(examples, Options with { Threads = 1 + i % 3 }).Score(examples.FeaturesOf(0)));
        Assert.All(scores, score => Assert.Equal(alone, score));
    }

    [Fact]
    public void Train_contributions_add_up_and_a_feature_without_meaning_gets_little()
    {
        var examples = Examples(seed: 3);
        var trees = BoostedTrees.Train(examples, Options);
        var contributions = new double[3];
        double ofNoise = 0, ofMeaning = 0;
        for (var i = 0; i < examples.Count; i++)
        {
            var score = trees.Score(examples.FeaturesOf(i), contributions);
            Assert.Equal(score, trees.Base + contributions.Sum(), 9);
            ofNoise += Math.Abs(contributions[2]);
            ofMeaning += Math.Abs(contributions[0]) + Math.Abs(contributions[1]);
        }

        Assert.True(ofNoise < ofMeaning / 10);
    }

    [Fact]
    public void Train_without_examples_or_with_examples_of_one_kind_is_refused_with_what_is_missing()
    {
        var schema = new FeatureSchema(["one", "other", "noise"]);
        Assert.Contains("0 examples", Assert.Throws<TrainingException>(() => BoostedTrees.Train(new(schema), Options)).Message, StringComparison.Ordinal);
        foreach (var label in new[] { false, true })
        {
            var alike = new ExampleTable(schema);
            alike.Add([1, 2, 3], label);
            alike.Add([3, 2, 1], label);
            Assert.Contains($"Of 2 examples {(label ? 2 : 0)} are right", Assert.Throws<TrainingException>(() => BoostedTrees.Train(alike, Options)).Message, StringComparison.Ordinal);
        }
    }

    // Right where exactly one of two is above a half; the third says nothing.
    private static ExampleTable Examples(int seed)
    {
        var drawn = new Random(seed);
        var table = new ExampleTable(new FeatureSchema(["one", "other", "noise"]));
        for (var i = 0; i < 4000; i++)
        {
            float[] row = [drawn.NextSingle(), drawn.NextSingle(), drawn.NextSingle()];
            table.Add(row, row[0] > 0.5f != row[1] > 0.5f);
        }

        return table;
    }
}
