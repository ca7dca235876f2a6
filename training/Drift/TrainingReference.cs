using Triage.Models.Intake;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Drift;

namespace Triage.Training.Drift;

/// <summary>Asks finished models about the last bills of the history that they go out with.</summary>
public static class TrainingReference
{
    /// <summary>Of the history's end: those that calibration alone learned from, so that scores of them are as those of bills to come.</summary>
    public const int Days = 30;

    private const int RowsMax = 20_000;

    /// <param name="history">In the order in which profiles fold it.</param>
    /// <returns><c>null</c>: there is nobody to ask, or nothing to ask about.</returns>
    public static DriftReference? Of(ScorerSet set, IReadOnlyList<Invoice> history, int seed, Action<string> step, CancellationToken cancellationToken)
    {
        if (history.Count == 0)
        {
            return null;
        }

        var until = history.Max(Day);
        var from = until.AddDays(1 - Days);
        step($"reference: asking about the bills of {from:yyyy-MM-dd} to {until:yyyy-MM-dd}");
        var asked = DriftRows.Models.ToDictionary(model => model, model => new AskedRows(model, RowsMax, (ulong)seed), StringComparer.Ordinal);
        var (bills, rows) = (new ServedBills(set), new DriftRows());
        for (var invoice = 0; invoice < history.Count; invoice++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Day(history[invoice]) >= from)
            {
                bills.Ask(history[invoice], (sheet, scores, lines) => rows.Visit(sheet, scores, lines, (model, row) => asked[model].Offer(invoice, row)));
            }

            bills.Fold(history[invoice]);
        }

        ModelReference[] models = [.. DriftRows.Models.Select(model => asked[model].ToReference()).OfType<ModelReference>()];
        return models.Length == 0 ? null : new(from, until, [.. models]);
    }

    private static DateOnly Day(Invoice invoice) => invoice.IssueDate ?? DateOnly.MinValue;
}
