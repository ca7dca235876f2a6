using System.Collections.Immutable;
using Triage.Models.Intake;

namespace Triage.Models.Lifecycle;

/// <summary>What a person must look at, of what other systems say. Pure, and always in one order.</summary>
public static class Concerns
{
    private const string Status = "invoice_status";
    private const string Payment = "payment_status";
    private const int BasisPoints = 10_000;

    public static ImmutableArray<Concern> Of(ReportedStatuses statuses, ReportLedger ledger, Invoice invoice)
    {
        if (ledger.Entries.IsEmpty && !ledger.HostFellSilent)
        {
            return [];
        }

        var isPastPassing = InvoiceTransitions.IsPastPassing(statuses.Invoice);
        var inOrder = ledger.Entries.OrderBy(entry => entry.Report, ReportOrder.Instance).ToArray();
        var found = new List<Concern>();
        found.AddRange(Named(inOrder.Where(entry => entry.Standing == ReportStanding.Contradictory), ConcernKind.Contradiction));
        if (HasMoney(statuses.Payment) && statuses.Invoice is InvoiceStatus.Cancelled or InvoiceStatus.Rejected or InvoiceStatus.Returned or InvoiceStatus.Superseded)
        {
            found.Add(new(ConcernKind.MoneyAfterEnd, Payment));
        }

        if (!isPastPassing)
        {
            found.AddRange(Named(LastRefusal(inOrder), ConcernKind.ErpRefused));
            found.AddRange(Named(inOrder.Where(entry => entry is { Report.Fact: ReportedFact.Recalled, Standing: ReportStanding.Applied or ReportStanding.Agreed }), ConcernKind.Recalled));
        }

        if (statuses.Invoice is InvoiceStatus.Posted or InvoiceStatus.Closed)
        {
            found.AddRange(Unpaid(statuses, ledger, invoice));
        }

        if (ledger.HostFellSilent && InvoiceTransitions.IsOpen(statuses.Invoice))
        {
            found.Add(new(ConcernKind.HostSilent, isPastPassing ? Payment : Status));
            found.AddRange(Named(inOrder.Where(entry => entry.Standing == ReportStanding.Kept), ConcernKind.HostSilent));
        }

        return [.. found];
    }

    private static IEnumerable<Concern> Unpaid(ReportedStatuses statuses, ReportLedger ledger, Invoice invoice) => statuses.Payment switch
    {
        PaymentStatus.Failed => [new(ConcernKind.PaymentFailed, Payment)],
        PaymentStatus.Reversed => [new(ConcernKind.PaymentReversed, Payment)],
        PaymentStatus.Paid when statuses.Invoice == InvoiceStatus.Posted && IsShort(ledger, invoice) => [new(ConcernKind.PaidShort, Payment)],
        _ => [],
    };

    private static bool IsShort(ReportLedger ledger, Invoice invoice) =>
        invoice.Kind == InvoiceKind.Invoice && ledger.PaidMinor is { } paid && paid < invoice.AmountMinor - DiscountOf(ledger, invoice);

    /// <summary>What may be kept back because it was paid in time; in the payer's favour where the day is not known.</summary>
    private static long DiscountOf(ReportLedger ledger, Invoice invoice) =>
        invoice.Discount is { } terms && (terms.UntilDate is not { } until || ledger.PaidOn is not { } day || day <= until)
            ? (long)Math.Ceiling((decimal)invoice.AmountMinor * terms.RateBasisPoints / BasisPoints)
            : 0;

    private static bool HasMoney(PaymentStatus payment) =>
        payment is PaymentStatus.Scheduled or PaymentStatus.PartiallyPaid or PaymentStatus.Paid or PaymentStatus.Reconciled;

    /// <summary>The refusal, where it is the ERP's last word.</summary>
    private static IEnumerable<ReportEntry> LastRefusal(IEnumerable<ReportEntry> inOrder) =>
        inOrder.LastOrDefault(entry => entry.Report.Fact is ReportedFact.Posted or ReportedFact.ErpRejected) is
            { Report.Fact: ReportedFact.ErpRejected, Standing: ReportStanding.Applied or ReportStanding.Agreed } refusal ? [refusal] : [];

    private static IEnumerable<Concern> Named(IEnumerable<ReportEntry> entries, ConcernKind kind) =>
        entries.Select(entry => new Concern(kind, entry.Report.Code is { } code ? $"{entry.Report.Name} ({code})" : entry.Report.Name));
}
