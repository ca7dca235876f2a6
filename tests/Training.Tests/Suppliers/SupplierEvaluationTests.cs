using Triage.TestKit;
using Triage.Training.Suppliers;

namespace Triage.Training.Tests.Suppliers;

public sealed class SupplierEvaluationTests
{
    private static readonly SupplierTrainingOptions Small = new() { Trees = new() { Trees = 20, Leaves = 6, LearningRate = 0.2, ExamplesPerLeafMin = 10, Threads = 1 } };

    [Fact]
    public void Of_learns_to_bring_names_to_suppliers_that_it_never_saw_and_keeps_others_out()
    {
        var (truth, noMatch) = Files(MadeUpSuppliers.Truth());
        var figures = SupplierEvaluation.Of(truth, noMatch, Small, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal(160, figures.Suppliers);
        Assert.Equal(160 * 4, figures.Names);
        Assert.InRange(figures.Top1, 0.95, 1);
        Assert.True(figures.Top1 >= figures.BaselineTop1);
        Assert.True(figures.Top3 >= figures.Top1);
        Assert.InRange(figures.Threshold.Precision, 0.9, 1);
        Assert.InRange(figures.Threshold.KeptOut ?? 0, 0.9, 1);
        Assert.InRange(figures.Ece, 0, 0.08);
    }

    [Fact]
    public void Train_the_same_seed_gives_the_same_answers()
    {
        var (truth, noMatch) = Files(MadeUpSuppliers.Truth());
        var index = truth.Index();
        var cases = SupplierCases.Of([.. truth.Differing(), .. noMatch], index, TestContext.Current.CancellationToken);
        var (one, other) = (SupplierTrainer.Train(cases, Small, TestContext.Current.CancellationToken), SupplierTrainer.Train(cases, Small, TestContext.Current.CancellationToken));
        Assert.Equal(one.DeployedThreshold, other.DeployedThreshold);
        Assert.All(cases, known => Assert.Equal(
            new Models.Scoring.Suppliers.SupplierMatcher(one).Rank(known.Candidates, 3),
            new Models.Scoring.Suppliers.SupplierMatcher(other).Rank(known.Candidates, 3)));
    }

    [Fact]
    public void Train_says_that_a_handful_of_names_is_too_few()
    {
        var (truth, _) = Files(MadeUpSuppliers.Header + "FEN A,x,FEN ONE,1,1,1\nMARSH A,x,MARSH ONE,2,1,1\n");
        Assert.Contains("are needed", Assert.Throws<TrainingException>(
            () => SupplierEvaluation.Of(truth, [], Small, _ => { }, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    private static (SupplierTruth Truth, IReadOnlyList<WrittenSupplier> NoMatch) Files(string truth)
    {
        using var directory = new TemporaryDirectory();
        var (known, nobody) = (Path.Combine(directory.Path, "truth.csv"), Path.Combine(directory.Path, "nomatch.csv"));
        File.WriteAllText(known, truth);
        File.WriteAllText(nobody, MadeUpSuppliers.NoMatch());
        return (SupplierTruth.Read(known), SupplierTruth.ReadNoMatch(nobody));
    }
}
