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
    public int IssueDay { get; init; }
    public long PurchaseOrderHash { get; init; }
    public long LinesHash { get; init; }
    public int LineCount { get; init; }

    /// <summary>Credit notes: the normalised number of the invoice they correct.</summary>
    public string? CorrectsNormalised { get; init; }

    public static TwinSummary Of(Invoice invoice) => new()
    {
        Kind = invoice.Kind,
        SupplierHash = SupplierFingerprint.Of(invoice),
        Number = string.IsNullOrWhiteSpace(invoice.SupplierInvoiceNumber) ? null : invoice.SupplierInvoiceNumber,
        NumberNormalised = InvoiceNumber.Normalise(invoice.SupplierInvoiceNumber),
        Currency = invoice.Currency,
        AmountMinor = invoice.AmountMinor,
        IssueDay = invoice.IssueDate?.DayNumber ?? 0,
        PurchaseOrderHash = InvoiceNumber.Normalise(invoice.PurchaseOrder) is { } order ? StableHash.Of(order) : 0,
        LinesHash = LinesFingerprint.Of(invoice.Lines),
        LineCount = invoice.Lines.IsDefault ? 0 : invoice.Lines.Length,
        CorrectsNormalised = invoice.Kind == InvoiceKind.CreditNote ? InvoiceNumber.Normalise(invoice.CorrectsInvoiceNumber) : null,
    };
}
