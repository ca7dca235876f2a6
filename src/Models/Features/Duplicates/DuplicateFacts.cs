using Triage.Models.Intake;
using Triage.Models.Matching;

namespace Triage.Models.Features.Duplicates;

/// <summary>What of an invoice is held against others to find out whether it is a bill that came before.</summary>
public sealed record DuplicateFacts
{
    public required InvoiceKind Kind { get; init; }

    /// <summary>Of <see cref="SupplierFingerprint"/>.</summary>
    public required long Supplier { get; init; }

    /// <summary>Normalised; <c>null</c> where only an id is given.</summary>
    public string? SupplierName { get; init; }

    /// <summary>Normalised; <c>null</c> where there is no letter or digit.</summary>
    public string? Number { get; init; }

    /// <summary>The number with the zeros that lead: two that differ in one character have one length here.</summary>
    public string? FoldedNumber { get; init; }
    public string? Corrects { get; init; }
    public required string Currency { get; init; }
    public required long AmountMinor { get; init; }

    /// <summary>0 where the invoice is not dated.</summary>
    public required int IssueDay { get; init; }
    public required long Facility { get; init; }
    public required long PurchaseOrder { get; init; }

    /// <summary>Amounts, item and service codes and cost centres of the lines in any order; <see cref="Amounts"/> is of their amounts alone, <see cref="Places"/> of their cost centres.</summary>
    public required long Lines { get; init; }
    public required long Amounts { get; init; }
    public required long Places { get; init; }
    public required int LinesCount { get; init; }

    public static DuplicateFacts Of(Invoice invoice) => new()
    {
        Kind = invoice.Kind,
        Supplier = SupplierFingerprint.Of(invoice),
        SupplierName = Matching.SupplierName.Normalise(invoice.SupplierName),
        Number = InvoiceNumber.Normalise(invoice.SupplierInvoiceNumber),
        FoldedNumber = InvoiceNumber.Fold(invoice.SupplierInvoiceNumber),
        Corrects = invoice.Kind == InvoiceKind.CreditNote ? InvoiceNumber.Normalise(invoice.CorrectsInvoiceNumber) : null,
        Currency = invoice.Currency,
        AmountMinor = invoice.AmountMinor,
        IssueDay = invoice.IssueDate?.DayNumber ?? 0,
        Facility = Hash(invoice.Facility),
        PurchaseOrder = Hash(InvoiceNumber.Normalise(invoice.PurchaseOrder)),
        Lines = LinesFingerprint.Of(Uncoded.Of(invoice).Lines),
        Amounts = HashOfAll(invoice.Lines.Select(line => line.AmountMinor.ToString(System.Globalization.CultureInfo.InvariantCulture))),
        Places = HashOfAll(invoice.Lines.Select(line => line.CostCentre ?? invoice.CostCentre ?? "")),
        LinesCount = invoice.Lines.Length,
    };

    private static long Hash(string? text) => string.IsNullOrWhiteSpace(text) ? 0 : StableHash.Of(text.Trim());

    private static long HashOfAll(IEnumerable<string> parts) => StableHash.Of([.. parts.Order(StringComparer.Ordinal)]);
}
