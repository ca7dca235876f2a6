using BenchmarkDotNet.Attributes;
using Triage.Models.Features;
using Triage.Models.Features.Coding;
using Triage.Models.Features.Duplicates;
using Triage.Models.Features.Profiles;
using Triage.Models.Intake;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Calibration;
using Triage.Models.Scoring.Coding;
using Triage.Models.Scoring.Duplicates;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Signing;
using Triage.Models.Scoring.Packages.Sources;
using Triage.Training.Generation;
using Triage.Training.Ledgers;

namespace Triage.Micro;

/// <summary>
/// What all scorers take for one invoice, contributions left out. With a package (its directory in TRIAGE_BENCH_PACKAGE, its trust list in TRIAGE_BENCH_TRUSTED_KEYS) its own
/// models and history; without one duplicates and codes alone, by trees of chance as many and as large as are trained.
/// </summary>
public class ScoringBenchmarks
{
    private const string PackageVariable = "TRIAGE_BENCH_PACKAGE";
    private const string TrustedKeysVariable = "TRIAGE_BENCH_TRUSTED_KEYS";
    private const int AskedMax = 500;

    private static readonly GeneratorOptions Generated = new() { Seed = 1 };
    private static readonly ModelStamp Stamp = new("drawn", []);
    private static readonly ProfileStamp Past = new([], 1, 0);

    private Profiles _profiles = new();
    private Scorers? _scorers;
    private Invoice[] _asked = [];
    private int _next;

    [Params(1, 2, 3)]
    public int Lines { get; set; }

    /// <summary>Whether what was asked is taken down.</summary>
    [Params(false, true)]
    public bool IsKept { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var (set, history) = Environment.GetEnvironmentVariable(PackageVariable) is { } directory ? Read(directory) : (Drawn(), Made(Generated.HistoryBefore()));
        _profiles = new(set.Fields);
        foreach (var invoice in history)
        {
            _profiles.Add(invoice.SourceInvoiceId, invoice);
            _profiles.Confirm(invoice.SourceInvoiceId, invoice);
        }

        // Of a real ledger the latest are asked again, under other ids; of a made-up one what came after it.
        var later = history.Count > 0 && history[^1].SourceSystem != LedgerGenerator.SourceSystem ? history.Reverse() : Made(Generated);
        _asked = [.. later.Where(invoice => invoice.Lines.Length == Lines).Take(AskedMax)];
        _scorers = new(set);
    }

    [Benchmark]
    public ScoreSheet Score()
    {
        var asked = _asked[_next++ % _asked.Length];
        return _scorers!.Score("asked", asked, supersededId: null, _profiles, Past, isExplained: false, isKept: IsKept); // Setup made them
    }

    private static (ScorerSet Set, IReadOnlyList<Invoice> History) Read(string directory)
    {
        var package = ModelPackageReader.Read(new DirectoryPackage(directory), TrustList.Load(Environment.GetEnvironmentVariable(TrustedKeysVariable)), broken => throw broken);
        return (package.Scorers, package.History);
    }

    private static ScorerSet Drawn()
    {
        var chance = new SplitMix(1);
        var calibration = new DuplicateCalibration(new([(-3, 0.02), (3, 0.97)]), 0);
        var duplicate = new DuplicateModel { RowScorer = DrawnTrees.Of(DuplicateFeatures.Schema.Count, 150, 24, ref chance), Numbered = calibration, Unnumbered = calibration, FeatureSchemaSha256 = DuplicateFeatures.Schema.Sha256 };
        var coding = new CodingModel
        {
            RowScorer = DrawnTrees.Of(CodingFeatures.Schema.Count, 450, 32, ref chance),
            First = new CalibrationCurve([(0, 0), (1, 1)]),
            DeployedThreshold = 0.8,
            Sets = [new(0.2, true, []), new(0.2, false, []), new(0.2, false, [])],
            FeatureSchemaSha256 = CodingFeatures.Schema.Sha256,
        };
        return new() { Version = Stamp.Version, Duplicate = (duplicate, Stamp), Coding = (coding, Stamp) };
    }

    private static List<Invoice> Made(GeneratorOptions options) => [.. new LedgerGenerator(options).Generate().Select(made => LedgerInvoices.ToDomain(made.Invoice))];
}
