using System.Globalization;
using Triage.Cli.Output;
using Triage.Training.Anomaly;

namespace Triage.Cli.Evaluate;

internal sealed class AnomalyTables(Screen screen)
{
    public void Show(AnomalyFigures figures)
    {
        screen.Table(
            $"{Count(figures.Wrong.Values.Sum())} wrong bills among {Count(figures.Invoices)}",
            ["figure", "with labels", "without", "isolation forest"],
            [
                ["average precision", Share(figures.AveragePrecision), Share(figures.UnsupervisedAveragePrecision), Share(figures.BaselineAveragePrecision)],
                ["95 % of draws", $"{Share(figures.AveragePrecisionLow)} to {Share(figures.AveragePrecisionHigh)}", "", ""],
                ["area under the ROC curve", Share(figures.RocAuc), "", ""],
                ["calibration error (ECE)", Share(figures.Ece), "", ""],
                ["mean probability", Share(figures.MeanProbability), "", ""],
            ]);
        screen.Table(
            "By what is wrong",
            ["kind", "bills", "found at 1 % flagged", "at 2 %", "without labels at 1 %", "forest at 1 %", "average precision", "respect right"],
            [.. figures.Wrong.Select(kind => (string[])[
                kind.Key,
                Count(kind.Value),
                Share(figures.RecallAt1Pct[kind.Key]),
                Share(figures.RecallAt2Pct[kind.Key]),
                Share(figures.UnsupervisedRecallAt1Pct[kind.Key]),
                Share(figures.BaselineRecallAt1Pct[kind.Key]),
                Share(figures.AveragePrecisionByKind[kind.Key]),
                figures.RespectRight.TryGetValue(kind.Key, out var right) ? Share(right) : ""])]);
        screen.Table(
            "By how many are looked at",
            ["flagged", "of these wrong", "of the wrong found"],
            [.. figures.PrecisionRecall.Select(point => (string[])[Share(point.Flagged), Share(point.Precision), Share(point.Recall)])]);
        screen.Table(
            "By supplier, as known when learning ended, and by facility where there are several",
            ["segment", "bills", "wrong", "average precision", "found at 1 % flagged"],
            [.. figures.Segments.Select(part => (string[])[part.Segment, Count(part.Invoices), Count(part.Wrong), Share(part.AveragePrecision), Share(part.RecallAt1Pct)])]);
        if (figures.TruthUnmatched is > 0 and var unmatched)
        {
            screen.Line($"{Count(unmatched)} invoices of the truth are not in the ledger.");
        }

        if (figures.Pace is { } pace)
        {
            screen.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"After {pace.HistoryBills:#,0} bills ({pace.HistoryMegabytes:#,0} MB) an invoice takes {pace.Microseconds:0.0} µs of the processor with labels, {pace.MicrosecondsUnsupervised:0.0} µs without."));
        }
    }

    private static string Share(double? share) => share?.ToString("0.000", CultureInfo.InvariantCulture) ?? "";

    private static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
