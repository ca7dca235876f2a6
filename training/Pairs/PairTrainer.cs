using System.Collections.Immutable;
using System.Globalization;
using Triage.Models.Scoring.Pairs;
using Triage.Models.Scoring.Trees;
using Triage.Training.Evaluation;
using Triage.Training.Trees;

namespace Triage.Training.Pairs;

/// <summary>
/// Grows a pair scorer. Its threshold is that of the best F1 over examples that the trees in question did not see: those set
/// aside, and every part of the learned ones as judged by trees grown on the others.
/// </summary>
public static class PairTrainer
{
    private const int ThresholdFolds = 4;
    private const int MatchesMin = 8;

    /// <exception cref="TrainingException">There are too few pairs of one kind.</exception>
    public static PairScorer Train(ExampleTable learned, ExampleTable? setAside, int seed, CancellationToken cancellationToken)
    {
        var matches = Enumerable.Range(0, learned.Count).Count(learned.LabelOf);
        if (Math.Min(matches, learned.Count - matches) < MatchesMin)
        {
            throw new TrainingException($"{MatchesMin} matches and {MatchesMin} pairs that are none are needed to learn from; there are {matches} and {learned.Count - matches}.");
        }

        var unseen = new List<(double Score, bool IsMatch)>();
        var folds = Folds.Of([.. Enumerable.Range(0, learned.Count).Select(at => (at.ToString(CultureInfo.InvariantCulture), learned.LabelOf(at)))], ThresholdFolds, seed);
        for (var fold = 0; fold < ThresholdFolds; fold++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var partial = Grow(learned.Where(at => folds[at] != fold), seed);
            unseen.AddRange(Scores(new(partial, threshold: 1), learned.Where(at => folds[at] == fold)));
        }

        var ensembles = Grow(learned, seed);
        unseen.AddRange(setAside is null ? [] : Scores(new(ensembles, threshold: 1), setAside));
        return new(ensembles, MatchQuality.BestThreshold(unseen));
    }

    public static IEnumerable<(double Score, bool IsMatch)> Scores(PairScorer scorer, ExampleTable pairs) =>
        Enumerable.Range(0, pairs.Count).Select(at => (scorer.Score(pairs.FeaturesOf(at)), pairs.LabelOf(at)));

    private static ImmutableArray<TreeEnsemble> Grow(ExampleTable examples, int seed)
    {
        var options = PairTrainingOptions.For(examples.Count, seed);
        var seeds = Enumerable.Range(0, options.Ensembles).Select(ensemble => options.Trees with { Seed = seed * 100 + ensemble });
        return [.. seeds.Select(trees => BoostedTrees.Train(examples, trees))];
    }
}
