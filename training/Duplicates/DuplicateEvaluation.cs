using System.Collections.Immutable;
using System.Text.Json;
using Triage.Models.Intake;
using Triage.Models.Scoring.Duplicates;

namespace Triage.Training.Duplicates;

/// <summary>Judges a model on the bills of a span, in which copies of another seed are planted.</summary>
public static class DuplicateEvaluation
{
    public static DuplicateFigures Of(ImmutableArray<PlantedInvoice> bills, DuplicateModel model, int fromDay, int beforeDay, CancellationToken cancellationToken)
    {
        var (judged, overflowed) = Judge(bills, model, fromDay, beforeDay, hasNumbers: true, cancellationToken);
        var (numberless, _) = Judge(bills, model, fromDay, beforeDay, hasNumbers: false, cancellationToken);
        if (judged.Count == 0)
        {
            throw new TrainingException($"No bill was received on {DateOnly.FromDayNumber(fromDay):yyyy-MM-dd} or later; there is nothing to judge on.");
        }

        var copies = Copies(judged);
        return new()
        {
            Invoices = judged.Count,
            Copies = copies.Length,
            Recall = Share(copies, copy => copy.Any(part => part.IsFlagged)),
            RecallByKind = copies.GroupBy(copy => copy.First().Bill.Copy).OrderBy(kind => kind.Key)
                .ToDictionary(kind => Name(kind.Key), kind => Share([.. kind], copy => copy.Any(part => part.IsFlagged))),
            Precision = Precision(judged, bill => bill.IsFlagged),
            FlagRateUntouched = Share([.. judged.Where(bill => bill.Bill is { Copy: null, Decoy: null })], bill => bill.IsFlagged),
            FlagRateDecoys = judged.Where(bill => bill.Bill.Decoy is not null && bill.Bill.Invoice.Kind == InvoiceKind.Invoice).GroupBy(bill => bill.Bill.Decoy!).OrderBy(kind => kind.Key, StringComparer.Ordinal) // filtered
                .ToDictionary(kind => kind.Key, kind => Share([.. kind], bill => bill.IsFlagged)),
            RecallWithoutNumber = Share(Copies(numberless), copy => copy.Any(part => part.IsFlagged)),
            PrecisionWithoutNumber = Precision(numberless, bill => bill.IsFlagged),
            ErpRule = new(Share(copies, copy => copy.Any(part => part.IsExact)), Precision(judged, bill => bill.IsExact)),
            CandidateRecall = Share(copies, copy => copy.Any(part => part.IsOffered)),
            KeysOverflowedShare = overflowed,
            Threshold = double.IsFinite(model.Numbered.Threshold) ? model.Numbered.Threshold : null,
        };
    }

    private static (List<Judged> Bills, double KeysOverflowedShare) Judge(
        ImmutableArray<PlantedInvoice> bills, DuplicateModel model, int fromDay, int beforeDay, bool hasNumbers, CancellationToken cancellationToken)
    {
        var judged = new List<Judged>();
        var threshold = (hasNumbers ? model.Numbered : model.Unnumbered).Threshold;
        var (asked, keysOverflowed) = DuplicateWalk.Over(bills, fromDay, beforeDay, hasNumbers, (bill, question, seen) =>
        {
            bool isOffered = false, isExact = false;
            for (var candidate = 0; candidate < question.Count; candidate++)
            {
                var other = seen[question.PlaceOf(candidate)];
                isOffered |= DuplicateWalk.AreOneBill(bill, other);
                isExact |= IsExact(bill, other);
            }

            judged.Add(new(bill, DuplicateTrainer.Highest(model.Trees, question) >= threshold, isOffered, isExact));
        }, cancellationToken);
        return (judged, asked == 0 ? 0 : (double)keysOverflowed / asked);
    }

    private static bool IsExact(PlantedInvoice bill, PlantedInvoice other) =>
        bill.Invoice.SupplierName == other.Invoice.SupplierName && bill.Invoice.SupplierId == other.Invoice.SupplierId
        && bill.Invoice.SupplierInvoiceNumber == other.Invoice.SupplierInvoiceNumber
        && bill.Invoice.AmountMinor == other.Invoice.AmountMinor && bill.Invoice.IssueDate == other.Invoice.IssueDate;

    private static IGrouping<string, Judged>[] Copies(IEnumerable<Judged> judged) =>
        [.. judged.Where(bill => bill.Bill.Copy is not null).GroupBy(bill => bill.Bill.OriginalId!)]; // a copy has an original

    private static double Precision(List<Judged> judged, Func<Judged, bool> isFlagged) =>
        Share([.. judged.Where(bill => bill.Bill.Decoy is null && isFlagged(bill))], bill => bill.Bill.Copy is not null);

    private static double Share<T>(IReadOnlyCollection<T> of, Func<T, bool> holds) => of.Count == 0 ? 0 : (double)of.Count(holds) / of.Count;

    private static string Name(CopyKind? kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{kind}");

    private readonly record struct Judged(PlantedInvoice Bill, bool IsFlagged, bool IsOffered, bool IsExact);
}
