using System.Collections.Immutable;
using Triage.Models.Intake;
using Triage.Models.Scoring.Drift;
using Triage.Models.Scoring.Packages;

namespace Triage.Training.Drift;

/// <summary>Asks a package about the bills that came after its data, week by week of issue, and holds them against its reference.</summary>
public static class LedgerDrift
{
    /// <param name="ledger">All dated. What lies within the package's data is left out: its history has it.</param>
    /// <param name="from">Earlier bills are only folded; <c>null</c>: all that come after the data are asked about.</param>
    /// <returns>In order. A week that the bills cover in part is not complete.</returns>
    /// <exception cref="TrainingException">There is no reference, or no bill to hold against it.</exception>
    public static ImmutableArray<WeekDrift> Of(ModelPackage package, IEnumerable<Invoice> ledger, DateOnly? from, Action<string> step, CancellationToken cancellationToken)
    {
        var data = package.Manifest.Data;
        var reference = package.Reference ?? throw new TrainingException($"Package {package.Manifest.Version} has no file of kind {ModelFileKinds.Reference}, so nothing can be held against it. Train it again.");
        Invoice[] later = [.. ledger.Where(invoice => Day(invoice) > data.Until).OrderBy(Day)];
        Invoice[] asked = [.. later.Where(invoice => from is null || Day(invoice) >= from)];
        if (asked.Length == 0)
        {
            throw new TrainingException($"No bill of the ledger is issued after {data.Until:yyyy-MM-dd}, where the package's data ends{(from is { } day ? $", and from {day:yyyy-MM-dd} on" : "")}: there is nothing to hold against it. Give a ledger that goes on.");
        }

        step($"Folding {package.History.Count:#,0} bills of the package's history");
        var bills = new ServedBills(package.Scorers);
        foreach (var invoice in package.History.Concat(later.Take(later.Length - asked.Length)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            bills.Fold(invoice);
        }

        step($"Asking about {asked.Length:#,0} later bills");
        var (first, last) = (from > data.Until ? from.Value : data.Until.AddDays(1), Day(asked[^1]));
        return [.. asked.GroupBy(invoice => IsoWeek.Of(Day(invoice))).Select(week => Week(week.Key.Monday, week, first <= week.Key.Monday && week.Key.Sunday <= last, bills, reference, cancellationToken))];
    }

    private static WeekDrift Week(DateOnly monday, IEnumerable<Invoice> invoices, bool isComplete, ServedBills bills, DriftReference reference, CancellationToken cancellationToken)
    {
        var tally = new DriftTally(reference);
        var (verdicts, counted) = (0L, 0L);
        foreach (var invoice in invoices)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isCounted = false;
            bills.Ask(invoice, (asked, scores, lines) =>
            {
                isCounted = true;
                tally.Add(asked, scores, lines);
            });
            bills.Fold(invoice);
            (verdicts, counted) = (verdicts + 1, isCounted ? counted + 1 : counted);
        }

        return new(monday, isComplete, verdicts, counted, tally.Measure());
    }

    private static DateOnly Day(Invoice invoice) => invoice.IssueDate!.Value; // all are dated
}
