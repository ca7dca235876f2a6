using Triage.TestKit;
using Triage.Training.Pairs;

namespace Triage.Training.Tests.Pairs;

public sealed class PairEvaluationTests
{
    [Fact]
    public void Of_tells_the_same_from_the_like_where_shared_words_do_not()
    {
        using var directory = new TemporaryDirectory();
        MadeUpPairs.Write(directory.Path);
        var figures = PairEvaluation.Of(PairSetFiles.Read(directory.Path), seeds: 1, isCrossValidated: true, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal((280, 70), (figures.Pairs, figures.Matches));
        Assert.Equal(["name: ShortText", "price: Number", "note: ShortText"], figures.Columns);
        Assert.InRange(figures.Test.F1, 0.95, 1);
        var mean = Assert.IsType<PairCrossValidation>(figures.CrossValidated);
        Assert.InRange(mean.F1, 0.95, 1);
        Assert.InRange(figures.Baseline.F1, 0, 0.999);
    }

    [Fact]
    public void Of_labels_at_random_teaches_nothing()
    {
        using var directory = new TemporaryDirectory();
        MadeUpPairs.Write(directory.Path);
        var set = PairSetFiles.Read(directory.Path);
        var chance = new Random(5);
        var random = set with { Train = [.. set.Train.Select(pair => pair with { IsMatch = chance.Next(4) == 0 })], Valid = [.. set.Valid.Select(pair => pair with { IsMatch = chance.Next(4) == 0 })], Test = [.. set.Test.Select(pair => pair with { IsMatch = chance.Next(4) == 0 })] };
        var figures = PairEvaluation.Of(random, seeds: 1, isCrossValidated: false, _ => { }, TestContext.Current.CancellationToken);
        Assert.InRange(figures.Test.F1, 0, 0.6);
        Assert.Null(figures.CrossValidated);
    }

    [Fact]
    public void Of_says_that_a_set_without_matches_teaches_nothing()
    {
        using var directory = new TemporaryDirectory();
        MadeUpPairs.Write(directory.Path);
        var set = PairSetFiles.Read(directory.Path);
        var without = set with { Train = [.. set.Train.Where(pair => !pair.IsMatch)] };
        Assert.Contains("are needed", Assert.Throws<TrainingException>(
            () => PairEvaluation.Of(without, seeds: 1, isCrossValidated: false, _ => { }, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }
}
