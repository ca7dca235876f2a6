using System.Collections.Immutable;
using Triage.Models.Features.Duplicates;

namespace Triage.Training.Duplicates;

/// <summary>Lets bills come in one after another and asks each about those before it.</summary>
internal static class DuplicateWalk
{
    public const int PerKeyMax = 20;

    /// <param name="ask">Given each bill received in the span, with its candidates; these are valid until the next.</param>
    public static (long KeysAsked, long KeysOverflowed) Over(
        ImmutableArray<ReceivedBill> bills, int fromDay, int beforeDay, bool hasNumbers, Action<ReceivedBill, DuplicateQuestion, IReadOnlyList<ReceivedBill>> ask, CancellationToken cancellationToken)
    {
        var history = new DuplicateHistory(PerKeyMax);
        var question = new DuplicateQuestion();
        var seen = new List<ReceivedBill>();
        foreach (var bill in bills)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (bill.ReceivedDay >= beforeDay)
            {
                break;
            }

            var invoice = hasNumbers ? bill.Invoice : bill.Invoice with { SupplierInvoiceNumber = null, CorrectsInvoiceNumber = null };
            var facts = DuplicateFacts.Of(invoice);
            if (bill.ReceivedDay >= fromDay)
            {
                question.Ask(invoice, facts, history);
                ask(bill, question, seen);
            }

            history.Add(invoice, facts);
            seen.Add(bill);
        }

        return question.Keys;
    }

    /// <summary>
    /// Whether a candidate has the supplier, number, amount and date of a bill. One of the ledger's own that has is likely a copy that nobody
    /// marked: to teach it as a bill in order would teach that copies are none.
    /// </summary>
    public static bool HasItsEqual(ReceivedBill bill, DuplicateQuestion question, IReadOnlyList<ReceivedBill> seen)
    {
        for (var candidate = 0; candidate < question.Count; candidate++)
        {
            var other = seen[question.PlaceOf(candidate)];
            if (other.Copy is null && AreEqual(bill, other))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether two bills have the supplier, number, amount and date in common, as the rule of ERPs has it.</summary>
    public static bool AreEqual(ReceivedBill bill, ReceivedBill other) =>
        bill.Invoice.SupplierInvoiceNumber is { } number && number == other.Invoice.SupplierInvoiceNumber
        && bill.Invoice.SupplierName == other.Invoice.SupplierName && bill.Invoice.SupplierId == other.Invoice.SupplierId
        && bill.Invoice.AmountMinor == other.Invoice.AmountMinor && bill.Invoice.IssueDate == other.Invoice.IssueDate;

    /// <summary>Whether two bills are one: a copy and its original, or two copies of one.</summary>
    public static bool AreOneBill(ReceivedBill copy, ReceivedBill other) =>
        copy.OriginalId is { } original && (other.Invoice.SourceInvoiceId == original || (other.OriginalId == original && copy.Copy != ReceivedBill.Split));
}
