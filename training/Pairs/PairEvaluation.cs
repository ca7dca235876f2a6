using System.Globalization;
using Triage.Training.Evaluation;
using Triage.Training.Trees;

namespace Triage.Training.Pairs;

/// <summary>Judges the pair scorer on a set: on its published test part and, for sets too small to trust that, by cross-validation.</summary>
public static class PairEvaluation
{
    private const int Parts = 5;

    /// <param name="step">Told what is being done, for whoever waits.</param>
    public static PairFigures Of(PairSet set, int seeds, bool isCrossValidated, Action<string> step, CancellationToken cancellationToken)
    {
        step($"Comparing {set.All.Length:#,0} pairs of {set.Name}");
        var examples = PairExamples.Of(set);
        var test = OnTest(set, examples, seeds, step, cancellationToken);
        return new()
        {
            Set = set.Name,
            Pairs = set.All.Length,
            Matches = set.All.Count(pair => pair.IsMatch),
            Columns = [.. examples.Profile.Columns.Select(column => $"{column.Name}: {column.Kind}")],
            Baseline = MatchQuality.At(MatchQuality.BestThreshold([.. WordJaccard.Of([.. set.Train, .. set.Valid])]), WordJaccard.Of(set.Test)),
            Test = new(test.Average(one => one.Precision), test.Average(one => one.Recall), test.Average(one => one.F1)),
            TestF1Low = test.Min(one => one.F1),
            TestF1High = test.Max(one => one.F1),
            CrossValidated = isCrossValidated ? CrossValidate(set, examples, seeds, step, cancellationToken) : null,
        };
    }

    private static MatchQuality[] OnTest(PairSet set, PairExamples examples, int seeds, Action<string> step, CancellationToken cancellationToken)
    {
        var (train, valid, test) = (examples.Of(set.Train), examples.Of(set.Valid), examples.Of(set.Test));
        var qualities = new MatchQuality[seeds];
        for (var seed = 1; seed <= seeds; seed++)
        {
            step($"Learning from the train part, seed {seed} of {seeds}");
            var scorer = PairTrainer.Train(train, valid, seed, cancellationToken);
            qualities[seed - 1] = MatchQuality.At(scorer.Threshold, PairTrainer.Scores(scorer, test));
        }

        return qualities;
    }

    private static PairCrossValidation CrossValidate(PairSet set, PairExamples examples, int seeds, Action<string> step, CancellationToken cancellationToken)
    {
        var all = examples.Of(set.All);
        var words = WordJaccard.Of(set.All).ToArray();
        var means = new double[seeds];
        var baseline = new List<double>();
        for (var seed = 1; seed <= seeds; seed++)
        {
            step($"Cross-validating in {Parts} parts, seed {seed} of {seeds}");
            var folds = Folds.Of([.. words.Select((pair, at) => (at.ToString(CultureInfo.InvariantCulture), pair.IsMatch))], Parts, seed);
            means[seed - 1] = Enumerable.Range(0, Parts).Average(part => OnPart(all, folds, part, seed, cancellationToken));
            baseline.AddRange(Enumerable.Range(0, Parts).Select(part => BaselineOnPart(words, folds, part)));
        }

        var mean = means.Average();
        var deviation = seeds > 1 ? Math.Sqrt(means.Sum(one => (one - mean) * (one - mean)) / (seeds - 1)) : 0;
        return new(seeds, Parts, mean, deviation, means.Min(), means.Max(), baseline.Average());
    }

    private static double OnPart(ExampleTable all, int[] folds, int part, int seed, CancellationToken cancellationToken)
    {
        var scorer = PairTrainer.Train(all.Where(at => folds[at] != part), setAside: null, seed, cancellationToken);
        return MatchQuality.At(scorer.Threshold, PairTrainer.Scores(scorer, all.Where(at => folds[at] == part))).F1;
    }

    private static double BaselineOnPart((double Score, bool IsMatch)[] words, int[] folds, int part)
    {
        var threshold = MatchQuality.BestThreshold([.. words.Where((_, at) => folds[at] != part)]);
        return MatchQuality.At(threshold, words.Where((_, at) => folds[at] == part)).F1;
    }
}
