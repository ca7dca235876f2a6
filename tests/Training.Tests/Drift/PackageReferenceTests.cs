using Triage.Models.Intake;
using Triage.Models.Policy;
using Triage.Models.Scoring.Drift;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Sources;
using Triage.TestKit;
using Triage.Training.Drift;
using Triage.Training.Packages;
using Triage.Training.Tests.Packages;

namespace Triage.Training.Tests.Drift;

[Collection(nameof(TrainedOnce))]
public sealed class PackageReferenceTests(PackageTrainingTests.Trained trained)
{
    private readonly ModelPackage _package = ModelPackageReader.Read(new DirectoryPackage(trained.Directory), TestKeys.Trusted, broken => throw broken);

    private DriftReference Reference => _package.Reference ?? throw new InvalidOperationException("The package has no reference.");

    private Invoice[] LastMonth => [.. trained.Package.Ledger.Where(bill => bill.IssueDate >= Reference.From)];

    [Fact]
    public void A_service_with_the_package_asks_the_same_features_of_the_same_bills()
    {
        var drift = Ask(LastMonth).Measure();
        var anomaly = drift.Single(model => model.Model == ScorerNames.Anomaly);
        Assert.All(anomaly.Features.ToArray(), column => Assert.Equal(column.Reference.Counts, column.Counts));
        // Of the others which candidate comes first is the model's, and the one of the reference has not learned from these bills; nor do scores say anything here.
        Assert.All(drift, model => Assert.True(model.Count(DriftLevel.Large) <= model.Features.Length / 20, $"{model.Model}: {model.Count(DriftLevel.Large)} features"));
    }

    [Fact]
    public void Bills_of_strangers_with_other_amounts_are_far_from_it()
    {
        Invoice[] other = [.. LastMonth.Select(bill => bill with
        {
            SupplierName = $"Stranger {bill.SupplierName}",
            SupplierId = null,
            TotalMinor = bill.TotalMinor * 40,
            Lines = [.. bill.Lines.Select(line => line with { AmountMinor = line.AmountMinor * 40 })],
        })];
        var drift = Ask(other).Measure();
        Assert.True(drift.Single(model => model.Model == ScorerNames.Anomaly).Count(DriftLevel.Large) > 10);
        Assert.Equal(DriftLevel.Large, drift.Single(model => model.Model == ScorerNames.Coding).Score.Level);
    }

    [Fact]
    public void Of_the_same_training_is_the_same_bytes() =>
        Assert.Equal(File.ReadAllBytes(Path.Combine(trained.Directory, "drift.reference")), DriftReferenceCodec.Encode(Of(trained.Package)));

    [Fact]
    public void Scores_are_of_models_that_had_not_learned_from_the_month()
    {
        var learned = trained.Package with { WithoutLastMonth = trained.Package.WithoutLastMonth.SetItem(ModelFileKinds.Coding, trained.Package.Coding!.RowScorer) }; // every model was trained
        var (then, now) = (Model(ScorerNames.Coding).Columns[^1], Of(learned).Models.Single(model => model.Model == ScorerNames.Coding).Columns[^1]);
        Assert.NotEqual(then.Edges.AsEnumerable(), now.Edges);
    }

    private DriftReference Of(TrainedPackage package) =>
        TrainingReference.Of(TrainedScorers.Of(package), package.Ledger, trained.Options.Seed, _ => { }, TestContext.Current.CancellationToken)!; // it has models and bills

    private ModelReference Model(string name) => Reference.Models.Single(model => model.Model == name);

    /// <summary>As if the history had ended before the last month.</summary>
    private DriftTally Ask(IEnumerable<Invoice> bills)
    {
        var (asked, tally) = (new ServedBills(_package.Scorers), new DriftTally(Reference));
        foreach (var bill in trained.Package.Ledger.Where(bill => bill.IssueDate < Reference.From))
        {
            asked.Fold(bill);
        }

        foreach (var bill in bills)
        {
            asked.Ask(bill, tally.Add);
            asked.Fold(bill);
        }

        return tally;
    }
}
