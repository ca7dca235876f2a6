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

    /// <summary>Whether two bills are one: a copy and its original, or two copies of one.</summary>
    public static bool AreOneBill(ReceivedBill copy, ReceivedBill other) =>
        copy.OriginalId is { } original && (other.Invoice.SourceInvoiceId == original || (other.OriginalId == original && copy.Copy != ReceivedBill.Split));
}
