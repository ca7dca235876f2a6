using System.Globalization;
using Triage.Models.Features.Coding;
using Triage.Models.Features.Profiles;
using Triage.Models.Features.Sheets;
using Triage.Models.Intake;
using Triage.Models.Policy;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Golden;
using Triage.Models.Scoring.Packages.Sources;
using Triage.TestKit;
using Triage.Training.Generation;
using Triage.Training.Ledgers;
using Triage.Training.Packages;
using Triage.Training.Reports;

namespace Triage.Training.Tests.Packages;

/// <summary>A real training on a small history, once for all of these.</summary>
[Collection(nameof(TrainedOnce))]
public sealed class PackageTrainingTests
{
    private readonly Trained _trained;

    public PackageTrainingTests(Trained trained) => _trained = trained;

    [Fact]
    public void Write_package_is_read_whole_and_its_figures_stand_in_the_manifest()
    {
        var package = Read(_trained.Directory);
        Assert.Empty(package.Scorers.Missing);
        Assert.Equal(ModelFileKinds.Scorers, package.Scorers.Names);
        Assert.NotNull(package.Scorers.CostCentre);
        Assert.Contains("sets_cover_growing", package.Manifest.Metrics[CodeField.CostCentre.Name()].Keys); // the generator draws cost centres by chance: nothing can be learned
        Assert.Equal(_trained.Invoices.Count, package.History.Count);
        Assert.Equal(_trained.Manifest.Version, package.Manifest.Version);
        Assert.InRange(package.Manifest.Metrics[ModelFileKinds.Coding]["top1_growing"], 0.5, 1);
        Assert.InRange(package.Manifest.Metrics[ModelFileKinds.Duplicate]["recall"], 0.5, 1);
        Assert.Equal((_trained.Invoices.Min(invoice => invoice.IssueDate), _trained.Invoices.Max(invoice => invoice.IssueDate)), (package.Manifest.Data.From, package.Manifest.Data.Until));
    }

    [Fact]
    public void Served_models_find_a_copy_with_another_date_and_code_a_line_as_before()
    {
        var scorers = new Scorers(Read(_trained.Directory).Scorers);
        var profiles = new Profiles(scorers.Set.Fields);
        foreach (var invoice in _trained.Invoices)
        {
            profiles.Add(invoice.SourceInvoiceId, invoice);
            profiles.Confirm(invoice.SourceInvoiceId, invoice);
        }

        var original = _trained.Invoices.Last(invoice => invoice.Kind == InvoiceKind.Invoice && invoice.Lines.Length > 1);
        var copy = original with { SourceInvoiceId = "copy", IssueDate = original.IssueDate?.AddDays(2) };
        var sheet = scorers.Score("copy", copy, null, profiles, new([], 1, 0), isExplained: true, isKept: false);
        var score = Assert.Single(sheet.Scores, score => score.Scorer == ScorerNames.Duplicate);
        Assert.True(score.IsFlagged);
        Assert.Equal(original.SourceInvoiceId, score.About);
        Assert.All(sheet.Lines.Where(line => line.Field == CodeField.AccountCode), line => Assert.Equal(copy.Lines[line.Line].AccountCode, line.Codes[0].Code));
    }

    [Fact]
    public void Served_models_asked_again_with_what_was_taken_down_say_the_same()
    {
        var set = Read(_trained.Directory).Scorers;
        var (scorers, again, profiles) = (new Scorers(set), new Scorers(set), new Profiles(set.Fields));
        var explained = 0;
        foreach (var invoice in _trained.Invoices)
        {
            var given = scorers.Score(invoice.SourceInvoiceId, invoice, null, profiles, new([], 1, 0), isExplained: true, isKept: true);
            var same = again.Score(invoice, FeatureSheetCodec.Decode(given.Features.AsSpan()), new([], 1, 0), isExplained: true);
            explained += given.Scores.Count(score => !score.Contributions.IsEmpty);
            Assert.Equal(Print(given), Print(same));
            profiles.Add(invoice.SourceInvoiceId, invoice);
            profiles.Confirm(invoice.SourceInvoiceId, invoice);
        }

        Assert.NotEqual(0, explained);

        // What only the past could tell: sentences, and the line that an anomaly's respect means.
        static string Print(ScoreSheet sheet) => System.Text.Json.JsonSerializer.Serialize(sheet with
        {
            Features = [],
            FeaturesSha256 = [],
            Scores = [.. sheet.Scores.Select(score => score with { Sentences = [], About = score.Scorer == ScorerNames.Anomaly ? score.About?.Split(' ')[0] : score.About })],
        });
    }

    [Fact]
    public void Write_every_model_has_golden_cases_that_a_reader_finds_again()
    {
        var (contents, signedBy) = ModelPackageReader.CheckModels(new DirectoryPackage(_trained.Directory), TestKeys.Trusted);
        Assert.Equal((TestKeys.Key.Id, "tess"), (signedBy.Id, contents.Manifest.TrainedBy));
        var golden = GoldenCasesCodec.Decode(contents[contents.Manifest.Files.Single(file => file.Kind == ModelFileKinds.Golden)]);
        Assert.Equal(contents.Manifest.Files.Select(file => file.Kind).Where(kind => ModelFileKinds.Models.Contains(kind)).Order(StringComparer.Ordinal), golden.Select(cases => cases.Model).Order(StringComparer.Ordinal));
        Assert.All(golden, cases => Assert.InRange(cases.Cases.Sum(one => one.Rows.Length) / cases.Columns, 150, 200));
        // Questions that all had one answer would find nothing.
        Assert.All(golden, cases => Assert.True(cases.Cases.SelectMany(one => one.Answer).Distinct().Count() > 5));
    }

    [Fact]
    public void Write_manifest_has_figures_by_segment_and_what_was_calibrated()
    {
        var manifest = _trained.Manifest;
        Assert.Equal(["facility", "month", "supplier_knowledge", "supplier_size"], manifest.Segments.Select(segment => segment.By).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(_trained.Package.DuplicateJudgement!.Figures.Copies, manifest.Segments.Where(segment => segment is { Model: ModelFileKinds.Duplicate, By: ModelSegment.BySupplierSize, Figure: "recall" }).Sum(segment => segment.Count)); // was judged
        Assert.All(manifest.Segments, segment => Assert.True(segment is { Count: > 0, Value: >= 0 and <= 1 }));
        var lines = manifest.Segments.Where(segment => segment is { Model: ModelFileKinds.Coding, By: ModelSegment.ByMonth, Figure: "top1" }).ToArray();
        Assert.Equal(manifest.Metrics[ModelFileKinds.Coding]["top1_growing"], lines.Sum(line => line.Value * line.Count) / lines.Sum(line => line.Count), 1e-9);
        Assert.Equal(["numbered", "unnumbered"], manifest.Calibration.Where(one => one.Model == ModelFileKinds.Duplicate).Select(one => one.Of));
        Assert.All(manifest.Calibration, one => Assert.True(one is { Method: "isotonic", Count: >= 100, Ece: null or (>= 0 and < 0.5) }));
        Assert.All(["anomaly", "coding"], model => Assert.NotNull(manifest.Calibration.Single(one => one.Model == model).Ece));
    }

    [Fact]
    public void Write_package_is_never_changed() =>
        Assert.Contains("never changed", Assert.Throws<TrainingException>(() => ModelPackageWriter.Refuse(_trained.Directory)).Message, StringComparison.Ordinal);

    [Fact]
    public void Train_same_seed_and_ledger_give_the_same_bytes()
    {
        var options = _trained.Options with { IsEvaluated = false, Models = [ModelFileKinds.Duplicate] };
        using var directory = new TemporaryDirectory();
        var again = Path.Combine(directory.Path, "again");
        ModelPackageWriter.Write(again, new PackageTraining(options, _ => { }).Train(_trained.Invoices, 0, TestContext.Current.CancellationToken), options, DateTimeOffset.UnixEpoch, report: null, TestKeys.Signer);
        foreach (var file in new[] { "duplicate.model", "history.gz" })
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(_trained.Directory, file)), File.ReadAllBytes(Path.Combine(again, file)));
        }
    }

    [Fact]
    public void Write_report_stands_in_the_package_and_says_its_version_and_the_figures_of_the_manifest()
    {
        var page = File.ReadAllText(Path.Combine(_trained.Directory, "report.html"));
        Assert.Contains(_trained.Manifest.Version, page, StringComparison.Ordinal);
        foreach (var (model, figure) in new[] { (ModelFileKinds.Coding, "top3_growing"), (ModelFileKinds.Coding, "coverage_at_precision_95_frozen"), (ModelFileKinds.Duplicate, "precision"), (ModelFileKinds.Duplicate, "recall_without_number") })
        {
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $">{_trained.Manifest.Metrics[model][figure] * 100:0.0} %"), page, StringComparison.Ordinal);
        }

        foreach (var section in new[] { "anomaly-finding", "anomaly-months", "anomaly-reliability", "anomaly-importances" })
        {
            Assert.Contains($"id=\"{section}\"", page, StringComparison.Ordinal);
        }

        Assert.InRange(page.Length, 20_000, 300_000);
    }

    [Fact]
    public void Evidence_of_duplicates_adds_up_to_the_figures()
    {
        var (figures, evidence) = _trained.Package.DuplicateJudgement!; // was judged
        Assert.Equal(figures.Copies, evidence.Recall.Count);
        Assert.Equal(figures.Copies, evidence.RecallByKind.Sum(kind => kind.Measured.Count));
        Assert.Equal(figures.Recall, evidence.RecallByKind.Sum(kind => kind.Measured.Share * kind.Measured.Count) / figures.Copies, 1e-9);
        foreach (var slices in new[] { evidence.Suppliers, evidence.Facilities })
        {
            Assert.Equal(evidence.FlaggedUntouched.Count, slices.Sum(slice => slice.FlaggedUntouched.Count));
        }

        Assert.Equal(evidence.FlaggedUntouched.Share, evidence.Months.Sum(month => month.FlaggedUntouched.Share * month.FlaggedUntouched.Count) / evidence.FlaggedUntouched.Count, 1e-9);
        // The deployed threshold is one of the curve's, but for what was thinned out.
        Assert.Contains(evidence.Curve, point => Math.Abs(point.Reached - figures.Recall) < 0.005 && Math.Abs(point.Precision - figures.Precision) < 0.005);
        Assert.Equal(evidence.Importances.OrderByDescending(one => one.MeanChange), evidence.Importances);
        Assert.InRange(evidence.Explained, 100, 2_000);
    }

    [Fact]
    public void Evidence_of_anomalies_adds_up_to_the_figures()
    {
        var figures = _trained.Package.AnomalyFigures!; // was judged
        Assert.Equal((figures.Invoices, figures.Wrong.Values.Sum()), (figures.Months.Sum(month => month.Invoices), figures.Months.Sum(month => month.Wrong)));
        Assert.Equal(figures.Months.OrderBy(month => month.Segment, StringComparer.Ordinal), figures.Months);
        Assert.Equal(figures.Invoices, figures.Reliability.Sum(bin => bin.CameTrue.Count));
        Assert.Equal(figures.MeanProbability, figures.Reliability.Sum(bin => bin.Promised * bin.CameTrue.Count) / figures.Invoices, 1e-9);
        Assert.Equal(figures.Importances.OrderByDescending(one => one.MeanChange), figures.Importances);
        Assert.InRange(figures.Explained, 100, 2_000);
    }

    private static ModelPackage Read(string directory) => ModelPackageReader.Read(new DirectoryPackage(directory), TestKeys.Trusted, broken => throw broken);

    public sealed class Trained : IDisposable
    {
        private readonly TemporaryDirectory _temporary = new();

        public Trained()
        {
            Directory = Path.Combine(_temporary.Path, "package");
            Invoices = [.. new LedgerGenerator(new GeneratorOptions { Invoices = 4_000 }.HistoryBefore()).Generate().Take(6_500).Select(made => LedgerInvoices.ToDomain(made.Invoice))];
            var judgedFrom = Invoices[^1].IssueDate!.Value.DayNumber - 20; // the generator dates every invoice
            Package = new PackageTraining(Options, _ => { }).Train(Invoices, judgedFrom, CancellationToken.None);
            Manifest = ModelPackageWriter.Write(Directory, Package, Options, DateTimeOffset.UnixEpoch, manifest => TrainingReport.Of(Package, manifest), TestKeys.Signer);
        }

        public PackageOptions Options { get; } = new() { Tenant = "local", Source = "generated", TrainedBy = "tess", Seed = 3, CopiesShare = 0.1, TreesMax = 20 };

        public IReadOnlyList<Invoice> Invoices { get; }

        public string Directory { get; }

        public TrainedPackage Package { get; }

        public ModelManifest Manifest { get; }

        public void Dispose() => _temporary.Dispose();
    }
}
