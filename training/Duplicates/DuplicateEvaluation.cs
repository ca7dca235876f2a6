using System.Collections.Immutable;
using System.Text.Json;
using Triage.Models.Matching;
using Triage.Models.Scoring.Duplicates;
using Triage.Training.Evaluation;

namespace Triage.Training.Duplicates;

/// <summary>Judges a model on the bills of a span, of which it is known what came twice.</summary>
public static class DuplicateEvaluation
{
    public static DuplicateJudgement Of(ImmutableArray<ReceivedBill> bills, TrainedDuplicates trained, int fromDay, int beforeDay, CancellationToken cancellationToken)
    {
        var model = trained.Model;
        var explained = new ExplainedSample();
        var (judged, overflowed) = Judge(bills, model, fromDay, beforeDay, hasNumbers: true, explained, cancellationToken);
        var (numberless, _) = Judge(bills, model, fromDay, beforeDay, hasNumbers: false, explained: null, cancellationToken);
        if (judged.Count == 0)
        {
            throw new TrainingException($"No bill was received on {DateOnly.FromDayNumber(fromDay):yyyy-MM-dd} or later; there is nothing to judge on.");
        }

        var known = bills.TakeWhile(bill => bill.ReceivedDay < fromDay).CountBy(bill => SupplierFingerprint.Of(bill.Invoice)).ToDictionary();
        var evidence = DuplicateEvidence.Of(judged, numberless, model, supplier => known.GetValueOrDefault(supplier), explained);
        return new(Figures(judged, overflowed, trained, evidence), evidence);
    }

    private static DuplicateFigures Figures(List<JudgedBill> judged, double overflowed, TrainedDuplicates trained, DuplicateEvidence evidence)
    {
        var copies = Copies(judged);
        return new()
        {
            Invoices = judged.Count,
            Copies = copies.Length,
            Recall = evidence.Recall.Share,
            RecallByKind = evidence.RecallByKind.ToDictionary(kind => kind.Name, kind => kind.Measured.Share),
            Precision = evidence.Precision.Share,
            FlagRateUntouched = evidence.FlaggedUntouched.Share,
            FlagRateDecoys = evidence.FlaggedDecoys.ToDictionary(kind => kind.Name, kind => kind.Measured.Share),
            RecallWithoutNumber = evidence.RecallWithoutNumber.Share,
            PrecisionWithoutNumber = evidence.PrecisionWithoutNumber.Share,
            ErpRule = new(ShareOf(copies, part => part.IsExact), DuplicateSlice.CopiesOf(judged, bill => bill.IsExact).Share),
            CandidateRecall = ShareOf(copies, part => part.IsOffered),
            KeysOverflowedShare = overflowed,
            Threshold = double.IsFinite(trained.Threshold.Score) ? trained.Threshold.Score : null,
            ThresholdBasis = JsonNamingPolicy.SnakeCaseLower.ConvertName($"{trained.Threshold.Basis}"),
            Advice = trained.Threshold.Advice,
        };
    }

    private static (List<JudgedBill> Bills, double KeysOverflowedShare) Judge(
        ImmutableArray<ReceivedBill> bills, DuplicateModel model, int fromDay, int beforeDay, bool hasNumbers, ExplainedSample? explained, CancellationToken cancellationToken)
    {
        var judged = new List<JudgedBill>();
        var (asked, keysOverflowed) = DuplicateWalk.Over(bills, fromDay, beforeDay, hasNumbers, (bill, question, seen) =>
        {
            bool isOffered = false, isExact = false;
            for (var candidate = 0; candidate < question.Count; candidate++)
            {
                var other = seen[question.PlaceOf(candidate)];
                isOffered |= DuplicateWalk.AreOneBill(bill, other);
                isExact |= DuplicateWalk.AreEqual(bill, other);
            }

            var (best, highest) = DuplicateTrainer.Best(model.RowScorer, question);
            // As in service: where one of the two has no number, likeness says as little as where neither has.
            var isNumbered = hasNumbers && IsNumbered(bill) && (best < 0 || IsNumbered(seen[question.PlaceOf(best)]));
            var calibration = isNumbered ? model.Numbered : model.Unnumbered;
            if (best >= 0)
            {
                explained?.Offer(question.FeaturesOf(best));
            }

            judged.Add(new(
                bill, SupplierFingerprint.Of(bill.Invoice), highest, best < 0 ? 0 : calibration.Curve.Of(highest), highest >= calibration.Threshold, isOffered, isExact));
        }, cancellationToken);
        return (judged, asked == 0 ? 0 : (double)keysOverflowed / asked);
    }

    private static bool IsNumbered(ReceivedBill bill) => bill.Invoice.SupplierInvoiceNumber is not null;

    private static IGrouping<string, JudgedBill>[] Copies(IEnumerable<JudgedBill> judged) =>
        [.. judged.Where(bill => bill.Bill.Copy is not null).GroupBy(bill => bill.Bill.CountedAs!)]; // a copy is counted as something

    /// <summary>A split counts once, by either part.</summary>
    private static double ShareOf(IGrouping<string, JudgedBill>[] copies, Func<JudgedBill, bool> holds) => copies.Length == 0 ? 0 : (double)copies.Count(copy => copy.Any(holds)) / copies.Length;
}
