using System.Collections.Immutable;
using System.Globalization;
using Triage.Models.Intake;

namespace Triage.Models.Matching;

/// <summary>
/// The fingerprints under which an invoice is stored, and those under which it looks for its twins. Two
/// invoices that share none are never compared.
/// </summary>
public static class BlockingKeys
{
    /// <summary>How far apart two issue dates may lie for supplier and amount alone to bring invoices together.</summary>
    public const int SupplierAmountWindowDays = 45;

    private const int AnyDay = int.MaxValue;

    public static ImmutableArray<BlockingKey> ToStore(Invoice invoice)
    {
        var summary = TwinSummary.Of(invoice);
        var keys = Own(summary, amountWindowDays: AnyDay);
        if (summary.CorrectsNormalised is { } corrected)
        {
            AddOfSupplier(keys, summary, BlockingKeyKind.Corrects, corrected);
        }

        return keys.DrainToImmutable();
    }

    public static ImmutableArray<BlockingKey> ToLookUp(Invoice invoice) => ToLookUp(TwinSummary.Of(invoice));

    public static ImmutableArray<BlockingKey> ToLookUp(TwinSummary summary)
    {
        var keys = Own(summary, summary.IssueDay == 0 ? AnyDay : SupplierAmountWindowDays);
        if (summary.Kind == InvoiceKind.Invoice && summary.NumberNormalised is { } number)
        {
            AddOfSupplier(keys, summary, BlockingKeyKind.Corrects, number);
        }

        if (summary.CorrectsNormalised is { } corrected && corrected != summary.NumberNormalised)
        {
            AddOfSupplier(keys, summary, BlockingKeyKind.NumberNormalised, corrected);
        }

        return keys.DrainToImmutable();
    }

    private static ImmutableArray<BlockingKey>.Builder Own(TwinSummary summary, int amountWindowDays)
    {
        var keys = ImmutableArray.CreateBuilder<BlockingKey>(7);
        AddNumber(keys, summary);
        if (summary.AmountMinor != 0)
        {
            var amount = Magnitude(summary.AmountMinor);
            AddOfSupplier(keys, summary, BlockingKeyKind.SupplierAmount, amountWindowDays, summary.Currency, amount);
            if (summary.NumberNormalised is { } number)
            {
                Add(keys, summary, BlockingKeyKind.CrossSupplier, AnyDay, number, summary.Currency, amount);
            }
        }

        if (summary.PurchaseOrderHash != 0)
        {
            AddOfSupplier(keys, summary, BlockingKeyKind.PurchaseOrder, Text(summary.PurchaseOrderHash));
        }

        // One line says hardly more than the amount does.
        if (summary.LineCount >= 2)
        {
            AddOfSupplier(keys, summary, BlockingKeyKind.Lines, Text(summary.LinesHash));
        }

        return keys;
    }

    // Equal numbers have equal normalised numbers, so the number as written finds nothing more. It stands in
    // only where nothing is left to normalise ("---").
    private static void AddNumber(ImmutableArray<BlockingKey>.Builder keys, TwinSummary summary)
    {
        if (summary.NumberNormalised is { } normalised)
        {
            AddOfSupplier(keys, summary, BlockingKeyKind.NumberNormalised, normalised);
        }
        else if (summary.Number is { } number)
        {
            AddOfSupplier(keys, summary, BlockingKeyKind.Number, number);
        }
    }

    private static void AddOfSupplier(ImmutableArray<BlockingKey>.Builder keys, TwinSummary summary, BlockingKeyKind kind, string what) =>
        AddOfSupplier(keys, summary, kind, AnyDay, what);

    private static void AddOfSupplier(
        ImmutableArray<BlockingKey>.Builder keys,
        TwinSummary summary,
        BlockingKeyKind kind,
        int windowDays,
        params ReadOnlySpan<string?> what)
    {
        // All invoices whose supplier is unknown would stand under one key.
        if (summary.SupplierHash != SupplierFingerprint.Unknown)
        {
            Add(keys, summary, kind, windowDays, [Text(summary.SupplierHash), .. what]);
        }
    }

    private static void Add(
        ImmutableArray<BlockingKey>.Builder keys,
        TwinSummary summary,
        BlockingKeyKind kind,
        int windowDays,
        params ReadOnlySpan<string?> what) =>
        keys.Add(new(kind, StableHash.Of([Text((byte)kind), .. what]), summary.IssueDay, windowDays));

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    // As text, because the smallest long has no positive counterpart.
    private static string Magnitude(long amountMinor) => Text(amountMinor).TrimStart('-');
}
