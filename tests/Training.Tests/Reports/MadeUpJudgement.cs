using System.Collections.Immutable;
using Triage.Models.Scoring.Packages;
using Triage.Training.Coding;
using Triage.Training.Duplicates;
using Triage.Training.Evaluation;
using Triage.Training.Packages;

namespace Triage.Training.Tests.Reports;

/// <summary>Figures that nobody measured, to see them on a page; what comes from a ledger is named by the test.</summary>
internal static class MadeUpJudgement
{
    public static readonly MeasuredShare Nine = MeasuredShare.Independent(90, 100);

    public static readonly DuplicateThreshold NothingFlagged = new(double.PositiveInfinity, ThresholdBasis.Unreached, 123, 4567);

    public static ModelManifest Manifest(string source = "ledger.csv", string tenant = "local") => new()
    {
        Format = ModelManifest.FormatOfThis,
        Version = "20261127-0badcafe",
        Tenant = tenant,
        TrainedAt = DateTimeOffset.UnixEpoch,
        TrainedBy = "tess",
        Trainer = "Microsoft.ML.LightGbm 5.0.1",
        CodeVersion = "0.1.0",
        Segments = [],
        Calibration = [],
        Seed = 7,
        Data = new(source, new(2026, 1, 1), new(2026, 9, 30), 12_345, 67_890, new('a', 64)),
        Files = [new("coding.model", ModelFileKinds.Coding, new('b', 64), 10), new("duplicate.model", ModelFileKinds.Duplicate, new('c', 64), 10)],
        Metrics = ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, double>>.Empty,
    };

    public static TrainedPackage Package(CodingJudgement? coding = null, DuplicateJudgement? duplicate = null) =>
        new() { Ledger = [], JudgedFromDay = new DateOnly(2026, 7, 1).DayNumber, CodingFrozen = coding, CodingGrowing = coding, DuplicateJudgement = duplicate };

    public static CodingJudgement Coding(string given = "40001", string? suggested = "40002", string facility = "North") => new(
        new()
        {
            Lines = 4321,
            Top1 = 0.9,
            Top3 = 0.9432,
            Offered = 0.9876,
            CoverageAtPrecision95 = 0.6543,
            Deployed = new(0.8764, 0.9511, 0.6123),
            Ece = 0.0123,
            ConformalCoverage = 0.9533,
            ConformalMeanSize = 1.789,
            Sets = [],
            Months = [],
            Segments = [],
        },
        new()
        {
            Top1 = Nine,
            DeployedPrecision = Nine,
            Reliability = [new(0.2, MeasuredShare.Independent(2, 10)), new(0.9, Nine)],
            Selection = [new(0.9, 0.5, 0.97), new(0.1, 1, 0.9)],
            WithinFirst = [0.9, 0.92, 0.9432],
            Months = [Slice("2026-07"), Slice("2026-08")],
            Suppliers = [Slice("supplier never seen")],
            Facilities = [Slice(facility), Slice(null)],
            FacilitiesCount = 30,
            Confusions = [new(given, suggested, 37, 0)],
            Wrong = 432,
            Importances = [new("Supplier.share", 0.777)],
            Explained = 2000,
        });

    /// <summary>A span in which nothing happened but one line.</summary>
    public static CodingJudgement Bare()
    {
        var judged = Coding();
        var one = MeasuredShare.Independent(1, 1);
        return new(
            judged.Figures with { Lines = 1, Deployed = new(null, 0, 0) },
            judged.Evidence with
            {
                Top1 = one,
                DeployedPrecision = MeasuredShare.Independent(0, 0),
                Reliability = [new(1, one)],
                Selection = [new(1, 1, 1)],
                WithinFirst = [1],
                Months = [Slice("2026-07")],
                Suppliers = [],
                Facilities = [],
                FacilitiesCount = 0,
                Confusions = [],
                Wrong = 0,
                Importances = [],
                Explained = 0,
            });
    }

    public static DuplicateJudgement Duplicates(string facility = "North", bool isBare = false)
    {
        var recall = isBare ? MeasuredShare.Independent(0, 0) : MeasuredShare.Independent(77, 88);
        var slice = new DuplicateSlice(facility, recall, MeasuredShare.Independent(3, 2000));
        return new(
            new()
            {
                Invoices = 2345,
                Copies = recall.Count,
                Recall = recall.Share,
                RecallByKind = new Dictionary<string, double>(),
                Precision = 76 / 80.0,
                FlagRateUntouched = 0.0015,
                FlagRateDecoys = new Dictionary<string, double>(),
                RecallWithoutNumber = 0.5,
                PrecisionWithoutNumber = 0.8,
                ErpRule = new(0.1234, 1),
                CandidateRecall = 0.9911,
                KeysOverflowedShare = 0.0007,
                Threshold = isBare ? null : 1.5,
                ThresholdBasis = isBare ? "unreached" : "bounded",
                Advice = isBare ? NothingFlagged.Advice : null,
            },
            new()
            {
                Curve = isBare ? [] : [new(3, 0.5, 1), new(1, 0.9, 0.95)],
                CurveWithoutNumber = [],
                Reliability = isBare ? [] : [new(0.01, MeasuredShare.Independent(1, 1000)), new(0.97, Nine)],
                Recall = recall,
                Precision = isBare ? recall : MeasuredShare.Independent(76, 80),
                RecallWithoutNumber = isBare ? recall : MeasuredShare.Independent(44, 88),
                PrecisionWithoutNumber = isBare ? recall : MeasuredShare.Independent(44, 55),
                RecallByKind = isBare ? [] : [new("rekeyed_digit", recall)],
                FlaggedUntouched = slice.FlaggedUntouched,
                FlaggedDecoys = isBare ? [] : [new("recurring", MeasuredShare.Independent(1, 30))],
                Months = isBare ? [] : [slice with { Name = "2026-07" }],
                Suppliers = [],
                Facilities = [slice],
                FacilitiesCount = 1,
                Importances = isBare ? ImmutableArray<FeatureImportance>.Empty : [new("amount_equal", 0.555)],
                Explained = 1000,
            });
    }

    private static CodingSlice Slice(string? name) => new(name, 0, Nine, 0.95, MeasuredShare.Independent(96, 100), 1.6);
}
