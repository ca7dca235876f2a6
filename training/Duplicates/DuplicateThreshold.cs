using System.Globalization;
using Triage.Training.Evaluation;

namespace Triage.Training.Duplicates;

/// <summary>From which score on a bill is flagged, on what that rests, and how many copies and bills in order it was chosen on, each counted once a planting.</summary>
public sealed record DuplicateThreshold(double Score, ThresholdBasis Basis, int Copies, int InOrder)
{
    // A threshold that few copies reach keeps any promise by chance.
    private const double FoundShareMin = 0.5;

    /// <summary>What whoever trained should know and do; <c>null</c>: nothing.</summary>
    public string? Advice => Basis switch
    {
        ThresholdBasis.Bounded => null,
        ThresholdBasis.Estimated => Written($"The duplicate model's threshold is an estimate: on {Chosen} it kept a precision of {DuplicateTrainer.Precision} and at most {DuplicateTrainer.FalseAlarmRate * 100} % false alarms, which are too few to promise it. Train on a longer history, so that the last month has more bills."),
        _ => Written($"The duplicate model flags nothing: on {Chosen} no threshold keeps a precision of {DuplicateTrainer.Precision} and at most {DuplicateTrainer.FalseAlarmRate * 100} % false alarms. Train on a longer history, on one whose bills have their suppliers' numbers, or without the copies that the history has of its own: they count as bills in order."),
    };

    private string Chosen => Written($"the last month, planted several times ({Copies:#,0} copies and {InOrder:#,0} bills in order in all),");

    /// <param name="outcomes">The highest score of each bill and, of a copy, that it is one.</param>
    /// <param name="inOrder">Of bills in order, each once a planting.</param>
    internal static DuplicateThreshold Of(IReadOnlyList<(double Score, bool IsCopy)> outcomes, IReadOnlyCollection<(string Bill, double Score)> inOrder)
    {
        var copies = outcomes.Count(outcome => outcome.IsCopy);
        var alarms = FalseAlarms.ThresholdFor(inOrder, DuplicateTrainer.FalseAlarmRate);
        var bounded = Lowest(outcomes, (score, found, wrong) => score >= alarms && WilsonInterval.Low(found, found + wrong) >= DuplicateTrainer.Precision);
        if (double.IsFinite(bounded))
        {
            return new(bounded, ThresholdBasis.Bounded, copies, inOrder.Count);
        }

        var observed = Lowest(outcomes, (_, found, wrong) =>
            found >= FoundShareMin * copies && found >= DuplicateTrainer.Precision * (found + wrong) && wrong <= DuplicateTrainer.FalseAlarmRate * inOrder.Count);
        return new(observed, double.IsFinite(observed) ? ThresholdBasis.Estimated : ThresholdBasis.Unreached, copies, inOrder.Count);
    }

    /// <param name="holds">Of a score, and how many copies and how many others have it or more.</param>
    private static double Lowest(IReadOnlyList<(double Score, bool IsCopy)> outcomes, Func<double, int, int, bool> holds)
    {
        var (threshold, found, wrong) = (double.PositiveInfinity, 0, 0);
        foreach (var tie in outcomes.GroupBy(outcome => outcome.Score).OrderByDescending(tie => tie.Key))
        {
            found += tie.Count(outcome => outcome.IsCopy);
            wrong += tie.Count(outcome => !outcome.IsCopy);
            threshold = holds(tie.Key, found, wrong) ? tie.Key : threshold;
        }

        return threshold;
    }

    private static string Written(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
