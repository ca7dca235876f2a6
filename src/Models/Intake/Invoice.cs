using System.Collections.Immutable;

namespace Triage.Models.Intake;

/// <summary>
/// A supplier's or provider's bill as its source system holds it. Amounts are minor units by the
/// currency's exponent, dates are local dates of the tenant's time zone, and <c>null</c> means that
/// the source did not say.
/// </summary>
[GenerateSerializer, Immutable, Alias("triage.Invoice")]
public sealed record Invoice
{
    [Id(0)] public required string SourceSystem { get; init; }
    [Id(1)] public required string SourceInvoiceId { get; init; }
    [Id(2)] public required InvoiceKind Kind { get; init; }

    /// <summary>The id in master data; <c>null</c> only where <see cref="SupplierName"/> is given.</summary>
    [Id(3)] public string? SupplierId { get; init; }
    [Id(4)] public string? SupplierName { get; init; }
    [Id(5)] public string? SupplierInvoiceNumber { get; init; }
    [Id(6)] public string? CorrectsInvoiceNumber { get; init; }
    [Id(7)] public DateOnly? IssueDate { get; init; }
    [Id(8)] public DateOnly? ServiceDate { get; init; }
    [Id(9)] public DateOnly? ReceiptDate { get; init; }
    [Id(10)] public DateOnly? DueDate { get; init; }
    [Id(11)] public DiscountTerms? Discount { get; init; }
    [Id(12)] public required string Currency { get; init; }
    [Id(13)] public long? NetMinor { get; init; }
    [Id(14)] public long? TaxMinor { get; init; }
    [Id(15)] public long? TotalMinor { get; init; }
    [Id(16)] public string? PurchaseOrder { get; init; }
    [Id(17)] public string? Contract { get; init; }

    /// <summary>Sensitive.</summary>
    [Id(18)] public string? PatientAccountRef { get; init; }
    [Id(19)] public string? Payer { get; init; }
    [Id(20)] public string? Facility { get; init; }
    [Id(21)] public string? ServiceLine { get; init; }
    [Id(22)] public string? Department { get; init; }
    [Id(23)] public string? CostCentre { get; init; }

    /// <summary>Sensitive.</summary>
    [Id(24)] public string? RemitToAccount { get; init; }

    /// <summary>Sensitive.</summary>
    [Id(25)] public string? RemitToBank { get; init; }
    [Id(26)] public ImmutableArray<Attachment> Attachments { get; init; } = [];
    [Id(27)] public required ImmutableArray<InvoiceLine> Lines { get; init; }

    /// <summary>What the invoice asks for: its total, else what its lines add up to.</summary>
    public long AmountMinor => TotalMinor ?? LinesSumMinor;

    public long LinesSumMinor
    {
        get
        {
            long sum = 0;
            foreach (var line in Lines)
            {
                sum += line.AmountMinor;
            }

            return sum;
        }
    }

    // Records print their members; an invoice holds names, free text and bank accounts, so it does not.
    public override string ToString() => $"{SourceSystem}/{SourceInvoiceId}";
}
