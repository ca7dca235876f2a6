using Triage.Models.Intake;
using Triage.Models.Matching;

namespace Triage.Models.Tests.Matching;

/// <summary>One invoice to vary, and candidates made from invoices.</summary>
internal static class Invoices
{
    public static readonly Invoice Plain = new()
    {
        SourceSystem = "erp",
        SourceInvoiceId = "1",
        Kind = InvoiceKind.Invoice,
        SupplierId = "S-1",
        SupplierName = "Acme Supplies Ltd",
        SupplierInvoiceNumber = "INV-0012",
        IssueDate = new DateOnly(2025, 3, 14),
        Currency = "GBP",
        TotalMinor = 12050,
        PurchaseOrder = "PO-77",
        Lines =
        [
            new() { LineId = "1", AmountMinor = 10000, AccountCode = "5100", CostCentre = "CC1" },
            new() { LineId = "2", AmountMinor = 2050, ItemCode = "I-9" },
        ],
    };

    public static readonly Invoice CreditNote = Plain with
    {
        SourceInvoiceId = "credit",
        Kind = InvoiceKind.CreditNote,
        SupplierInvoiceNumber = "CN-5",
        CorrectsInvoiceNumber = "INV 12",
    };

    public static Invoice Copy(string id) => Plain with { SourceInvoiceId = id };

    public static string IdOf(Invoice invoice) => InvoiceKey.Create("t", invoice.SourceSystem, invoice.SourceInvoiceId).InvoiceId;

    public static TwinCandidates Found(params Invoice[] invoices) =>
        new([.. invoices.Select(invoice => new TwinCandidate(IdOf(invoice), TwinSummary.Of(invoice)))], 0);
}
