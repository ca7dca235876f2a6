using Triage.Models.Intake;

namespace Triage.Models.Matching;

/// <summary>The facts of an invoice that the twin scorer compares, small enough to stand in the invoice's row.</summary>
public sealed record TwinSummary
{
    public required InvoiceKind Kind { get; init; }
    public required long SupplierHash { get; init; }
    public string? Number { get; init; }
    public string? NumberNormalised { get; init; }
    public required string Currency { get; init; }
    public required long AmountMinor { get; init; }

    /// <summary>0 where unknown.</summary>
    public int IssueDay { get; init; }

    /// <summary>0 where there is none.</summary>
    public long PurchaseOrderHash { get; init; }
    public long LinesHash { get; init; }
    public int LineCount { get; init; }

    /// <summary>Credit notes: the normalised number of the invoice they correct.</summary>
    public string? CorrectsNormalised { get; init; }

    public static TwinSummary Of(Invoice invoice) => new()
    {
        Kind = invoice.Kind,
        SupplierHash = SupplierName.HashOf(invoice),
        Number = invoice.SupplierInvoiceNumber,
        NumberNormalised = InvoiceNumber.Normalise(invoice.SupplierInvoiceNumber),
        Currency = invoice.Currency,
        AmountMinor = invoice.AmountMinor,
        IssueDay = invoice.IssueDate?.DayNumber ?? 0,
        PurchaseOrderHash = invoice.PurchaseOrder is { } po ? new StableHash().Add(po).Value : 0,
        LinesHash = HashOfLines(invoice),
        LineCount = invoice.Lines.Length,
        CorrectsNormalised = InvoiceNumber.Normalise(invoice.CorrectsInvoiceNumber),
    };

    // Lines in any order are the same lines: each is hashed alone and the hashes are sorted.
    private static long HashOfLines(Invoice invoice)
    {
        var hashes = new long[invoice.Lines.Length];
        for (var i = 0; i < hashes.Length; i++)
        {
            var line = invoice.Lines[i];
            hashes[i] = new StableHash().Add(line.AmountMinor).Add(line.ItemCode).Add(line.ServiceCode).Add(line.AccountCode).Add(line.CostCentre).Value;
        }

        Array.Sort(hashes);
        var all = new StableHash();
        foreach (var hash in hashes)
        {
            all = all.Add(hash);
        }

        return all.Value;
    }
}
