using System.Collections.Immutable;
using System.Globalization;
using Triage.Models.Features.Anomaly;
using Triage.Models.Matching;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Anomaly;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Trees;
using Triage.Training.Evaluation;

namespace Triage.Training.Anomaly;

/// <summary>Judges a model, beside detectors without labels, on the bills of a span of which it is known what is wrong.</summary>
public static class AnomalyEvaluation
{
    private const int SmallSupplierBills = 10;
    private const int LargeSupplierBills = 100;
    private const int FacilitiesMax = 20;
    private const int ImportancesMax = 20;

    // Nearly all bills are hardly probable to be wrong: bins of equal mass would all lie at zero.
    private static readonly double[] BinEdges = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8];
    private static readonly double[] FlaggedShares = [0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2];

    private static readonly Dictionary<string, AnomalyRespect> Meant = new(StringComparer.Ordinal)
    {
        [LabelledInvoice.NameOf(AnomalyKind.AmountTimesTen)] = AnomalyRespect.Amount,
        [LabelledInvoice.NameOf(AnomalyKind.DigitSwap)] = AnomalyRespect.Amount,
        [LabelledInvoice.NameOf(AnomalyKind.WrongCode)] = AnomalyRespect.AccountCode,
        [LabelledInvoice.NameOf(AnomalyKind.WrongCostCentre)] = AnomalyRespect.CostCentre,
        [LabelledInvoice.NameOf(AnomalyKind.OddFrequency)] = AnomalyRespect.Rhythm,
    };

    /// <exception cref="TrainingException">No bill of the span is wrong, or every one.</exception>
    public static AnomalyFigures Of(ImmutableArray<LabelledInvoice> bills, AnomalyModel model, int fromDay, int seed, CancellationToken cancellationToken)
    {
        var labels = model.Labels ?? throw new ArgumentException("A model without labels has no probabilities to judge.", nameof(model));
        var asked = Ask(bills, model, labels, fromDay, cancellationToken);
        var isWrong = asked.Bills.Select(bill => bill.Kind is not null).ToArray();
        if (!isWrong.Contains(true) || !isWrong.Contains(false))
        {
            throw new TrainingException($"From {DateOnly.FromDayNumber(fromDay):yyyy-MM-dd} on {isWrong.Count(wrong => wrong)} of {isWrong.Length} bills are wrong; both kinds are needed to judge.");
        }

        var scores = asked.Bills.Select(bill => bill.Score).ToArray();
        var forest = ForestScores(asked.Reference, asked.Rows, seed);
        var detector = asked.Bills.Select(bill => bill.Surprise).ToArray();
        var kinds = asked.Bills.Select(bill => bill.Kind).ToArray();
        var flagged = Flagged(scores, 0.01);
        var (low, high) = BootstrapInterval.Of(AveragePrecision.Of, scores, isWrong, seed);
        return new()
        {
            Invoices = kinds.Length,
            Wrong = ByKind(kinds, of => of.Length),
            AveragePrecision = AveragePrecision.Of(scores, isWrong),
            AveragePrecisionLow = low,
            AveragePrecisionHigh = high,
            BaselineAveragePrecision = AveragePrecision.Of(forest, isWrong),
            UnsupervisedAveragePrecision = AveragePrecision.Of(detector, isWrong),
            RocAuc = RocAuc.Of(scores, isWrong),
            RecallAt1Pct = Recall(kinds, flagged),
            RecallAt2Pct = Recall(kinds, Flagged(scores, 0.02)),
            BaselineRecallAt1Pct = Recall(kinds, Flagged(forest, 0.01)),
            UnsupervisedRecallAt1Pct = Recall(kinds, Flagged(detector, 0.01)),
            AveragePrecisionByKind = ByKind(kinds, of => AgainstRight(scores, kinds, of)),
            PrecisionRecall = [.. FlaggedShares.Select(share => Point(isWrong, Flagged(scores, share), share))],
            RespectRight = ByKind(kinds, of => of.Where(i => flagged[i]).ToArray() is { Length: > 0 } found && Meant.TryGetValue(kinds[of[0]]!, out var meant) // of a kind
                ? (double)found.Count(i => asked.Bills[i].Respect == meant) / found.Length
                : double.NaN).Where(kind => !double.IsNaN(kind.Value)).ToDictionary(),
            Ece = ExpectedCalibrationError.Of([.. asked.Bills.Select(bill => (bill.Probability, bill.Kind is not null))]),
            MeanProbability = asked.Bills.Average(bill => bill.Probability),
            Prior = labels.Prior,
            Segments = Segments(bills, asked.Bills, scores, flagged, fromDay),
            Months = [.. By(asked.Bills, scores, flagged, bill => DateOnly.FromDayNumber(bill.Bill.Day).ToString("yyyy-MM", CultureInfo.InvariantCulture)).Select(month => month with { By = ModelSegment.ByMonth }).OrderBy(month => month.Segment, StringComparer.Ordinal)],
            Reliability =
            [
                .. asked.Bills.GroupBy(bill => BinEdges.Count(edge => bill.Probability >= edge)).OrderBy(bin => bin.Key)
                    .Select(bin => ReliabilityBin.Of([.. bin.Select(bill => (bill.Probability, bill.Kind is not null, SupplierFingerprint.Of(bill.Bill.Invoice)))])),
            ],
            Importances = asked.Explained.Importances(labels.RowScorer, AnomalyFeatures.Schema, ImportancesMax),
            Explained = asked.Explained.Count,
        };
    }

    private static (List<Judged> Bills, FeatureRows Rows, FeatureRows Reference, ExplainedSample Explained) Ask(
        ImmutableArray<LabelledInvoice> bills, AnomalyModel model, AnomalyLabels labels, int fromDay, CancellationToken cancellationToken)
    {
        // The forest learns, as the others do, from what came before; a row in so many is enough for its samples.
        const int ReferenceEvery = 8;
        var scorer = new AnomalyScorer(model);
        var judged = new List<Judged>();
        var explained = new ExplainedSample();
        var (rows, reference) = (new List<float>(), new List<float>());
        var contributions = new double[AnomalyFeatures.Schema.Count];
        var walked = 0;
        AnomalyWalk.Over(bills, int.MinValue, int.MaxValue, bill => bill.Invoice, (bill, _, _, row) =>
        {
            if (bill.Day < fromDay)
            {
                if (walked++ % ReferenceEvery == 0)
                {
                    reference.AddRange(row.Values);
                }

                return;
            }

            rows.AddRange(row.Values);
            explained.Offer(row.Values);
            var score = labels.RowScorer.Score(row.Values);
            judged.Add(new(bill, score, labels.Curve.Of(score), scorer.SurpriseOf(row.Values), Strongest(scorer, labels.RowScorer, row.Values, contributions)));
        }, cancellationToken);
        return judged.Count > 0 && reference.Count > 0
            ? (judged, new([.. rows], AnomalyFeatures.Schema.Count), new([.. reference], AnomalyFeatures.Schema.Count), explained)
            : throw new TrainingException($"There are no bills before {DateOnly.FromDayNumber(fromDay):yyyy-MM-dd}, or none from then on; both are needed.");
    }

    private static AnomalyRespect Strongest(AnomalyScorer scorer, IRowScorer rowScorer, ReadOnlySpan<float> row, double[] contributions)
    {
        if (rowScorer is not TreeEnsemble trees)
        {
            return scorer.Explain(row, _ => ("", null)).Reasons is [var first, ..] ? first.Respect : default;
        }

        trees.Score(row, contributions);
        Span<double> sums = stackalloc double[Enum.GetValues<AnomalyRespect>().Length];
        for (var i = 0; i < contributions.Length; i++)
        {
            sums[(int)AnomalyFeatures.Respects[i]] += contributions[i];
        }

        var strongest = 0;
        for (var i = 1; i < sums.Length; i++)
        {
            strongest = sums[i] > sums[strongest] ? i : strongest;
        }

        return (AnomalyRespect)strongest;
    }

    private static double[] ForestScores(FeatureRows reference, FeatureRows rows, int seed)
    {
        var forest = IsolationForest.Fit(reference, seed);
        return [.. Enumerable.Range(0, rows.Count).Select(row => forest.Score(rows[row]))];
    }

    /// <summary>The highest scores, so many of all; of ties those that came first.</summary>
    private static bool[] Flagged(double[] scores, double share)
    {
        var flagged = new bool[scores.Length];
        foreach (var at in Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).Take((int)Math.Ceiling(share * scores.Length)))
        {
            flagged[at] = true;
        }

        return flagged;
    }

    private static FlaggedPoint Point(bool[] isWrong, bool[] flagged, double share)
    {
        var (found, all, looked) = (0, 0, 0);
        for (var i = 0; i < isWrong.Length; i++)
        {
            found += isWrong[i] && flagged[i] ? 1 : 0;
            all += isWrong[i] ? 1 : 0;
            looked += flagged[i] ? 1 : 0;
        }

        return new(share, (double)found / looked, (double)found / all);
    }

    private static Dictionary<string, double> Recall(string?[] kinds, bool[] flagged) => ByKind(kinds, of => (double)of.Count(i => flagged[i]) / of.Length);

    private static Dictionary<string, T> ByKind<T>(string?[] kinds, Func<int[], T> figure) =>
        Enumerable.Range(0, kinds.Length).Where(i => kinds[i] is not null).GroupBy(i => kinds[i]!).OrderBy(kind => kind.Key, StringComparer.Ordinal) // filtered
            .ToDictionary(kind => kind.Key, kind => figure([.. kind]));

    private static double AgainstRight(double[] scores, string?[] kinds, int[] of)
    {
        int[] with = [.. of, .. Enumerable.Range(0, kinds.Length).Where(i => kinds[i] is null)];
        return AveragePrecision.Of([.. with.Select(i => scores[i])], [.. with.Select(i => kinds[i] is not null)]);
    }

    private static ImmutableArray<AnomalySegment> Segments(ImmutableArray<LabelledInvoice> bills, List<Judged> judged, double[] scores, bool[] flagged, int fromDay)
    {
        var known = bills.Where(bill => bill.Day < fromDay).CountBy(bill => SupplierFingerprint.Of(bill.Invoice)).ToDictionary();
        string Size(Judged bill) => known.GetValueOrDefault(SupplierFingerprint.Of(bill.Bill.Invoice)) switch
        {
            0 => "supplier never seen",
            < SmallSupplierBills => $"supplier with fewer than {SmallSupplierBills} bills",
            < LargeSupplierBills => $"supplier with {SmallSupplierBills} to {LargeSupplierBills - 1} bills",
            _ => $"supplier with {LargeSupplierBills} bills or more",
        };
        var facilities = judged.Select(bill => bill.Bill.Invoice.Facility).Distinct().Count();
        return
        [
            .. By(judged, scores, flagged, Size),
            .. facilities is > 1 and <= FacilitiesMax ? By(judged, scores, flagged, bill => $"facility {bill.Bill.Invoice.Facility ?? "not named"}").Select(part => part with { By = ModelSegment.ByFacility }) : [],
        ];
    }

    private static IEnumerable<AnomalySegment> By(List<Judged> judged, double[] scores, bool[] flagged, Func<Judged, string> of) =>
        Enumerable.Range(0, judged.Count).GroupBy(i => of(judged[i])).OrderByDescending(part => part.Count()).Select(part =>
        {
            var wrong = part.Where(i => judged[i].Kind is not null).ToArray();
            return wrong.Length == 0
                ? new AnomalySegment(part.Key, part.Count(), 0, null, null)
                : new(part.Key, part.Count(), wrong.Length, AveragePrecision.Of([.. part.Select(i => scores[i])], [.. part.Select(i => judged[i].Kind is not null)]), (double)wrong.Count(i => flagged[i]) / wrong.Length);
        });

    private readonly record struct Judged(LabelledInvoice Bill, double Score, double Probability, double Surprise, AnomalyRespect Respect)
    {
        public string? Kind => Bill.Kind;
    }
}
