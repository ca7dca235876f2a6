using System.Collections.Immutable;
using Triage.Models.Intake;

namespace Triage.Models.Matching;

/// <summary>Under which fingerprints an invoice is stored, and under which it looks for others.</summary>
public static class BlockingKeys
{
    private const int WindowDays = 45;

    public static ImmutableArray<BlockingKey> ToStore(Invoice invoice)
    {
        var summary = TwinSummary.Of(invoice);
        var keys = ImmutableArray.CreateBuilder<BlockingKey>(6);
        Add(keys, invoice, summary);
        if (summary.CorrectsNormalised is { } corrected)
        {
            keys.Add(Of(BlockingKeyKind.Corrects, summary, Supplier(BlockingKeyKind.Corrects, summary).Add(corrected)));
        }

        return keys.ToImmutable();
    }

    public static ImmutableArray<BlockingKey> ToLookUp(Invoice invoice)
    {
        var summary = TwinSummary.Of(invoice);
        var keys = ImmutableArray.CreateBuilder<BlockingKey>(7);
        Add(keys, invoice, summary);
        if (summary.CorrectsNormalised is { } corrected)
        {
            keys.Add(Of(BlockingKeyKind.NumberNormalised, summary, Supplier(BlockingKeyKind.NumberNormalised, summary).Add(corrected)));
        }
        else if (summary.NumberNormalised is { } own)
        {
            // Credit notes that correct this number, or a twin's of the same number.
            keys.Add(Of(BlockingKeyKind.Corrects, summary, Supplier(BlockingKeyKind.Corrects, summary).Add(own)));
        }

        return keys.ToImmutable();
    }

    private static void Add(ImmutableArray<BlockingKey>.Builder keys, Invoice invoice, TwinSummary summary)
    {
        // Normalisation is a function of the number as written: whoever shares the one shares the other,
        // so the number as written is a key only where nothing is left of it.
        if (summary.NumberNormalised is { } number)
        {
            keys.Add(Of(BlockingKeyKind.NumberNormalised, summary, Supplier(BlockingKeyKind.NumberNormalised, summary).Add(number)));
        }
        else if (summary.Number is { } written)
        {
            keys.Add(Of(BlockingKeyKind.Number, summary, Supplier(BlockingKeyKind.Number, summary).Add(written)));
        }

        if (summary.AmountMinor != 0)
        {
            var hash = Supplier(BlockingKeyKind.SupplierAmount, summary).Add(summary.Currency).Add(summary.AmountMinor);
            keys.Add(Of(BlockingKeyKind.SupplierAmount, summary, hash, summary.IssueDay == 0 ? int.MaxValue : WindowDays));
            if (summary.NumberNormalised is { } shared)
            {
                keys.Add(Of(BlockingKeyKind.CrossSupplier, summary, Begin(BlockingKeyKind.CrossSupplier).Add(shared).Add(summary.Currency).Add(summary.AmountMinor)));
            }
        }

        if (invoice.PurchaseOrder is { } po)
        {
            keys.Add(Of(BlockingKeyKind.PurchaseOrder, summary, Supplier(BlockingKeyKind.PurchaseOrder, summary).Add(po)));
        }

        if (summary.LineCount > 1)
        {
            keys.Add(Of(BlockingKeyKind.Lines, summary, Supplier(BlockingKeyKind.Lines, summary).Add(summary.LinesHash)));
        }
    }

    private static StableHash Begin(BlockingKeyKind kind) => new StableHash().Add((long)kind);

    private static StableHash Supplier(BlockingKeyKind kind, TwinSummary summary) => Begin(kind).Add(summary.SupplierHash);

    private static BlockingKey Of(BlockingKeyKind kind, TwinSummary summary, StableHash hash, int windowDays = int.MaxValue) =>
        new(kind, hash.Value, summary.IssueDay, windowDays);
}
