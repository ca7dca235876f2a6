using Triage.Models.Intake;

namespace Triage.Micro;

/// <summary>A supplier's bill of two lines, as most are.</summary>
internal static class SampleInvoice
{
    public static Invoice Of(string id, string number) => new()
    {
        SourceSystem = "erp",
        SourceInvoiceId = id,
        Kind = InvoiceKind.Invoice,
        SupplierId = "S00017",
        SupplierName = "Surgical R17 Supplies Ltd",
        SupplierInvoiceNumber = number,
        IssueDate = new DateOnly(2025, 3, 4),
        ServiceDate = new DateOnly(2025, 2, 27),
        ReceiptDate = new DateOnly(2025, 3, 6),
        DueDate = new DateOnly(2025, 4, 3),
        Currency = "GBP",
        NetMinor = 12_500,
        TaxMinor = 2_500,
        TotalMinor = 15_000,
        PurchaseOrder = "PO-123456",
        Facility = "north",
        ServiceLine = "theatres",
        Department = "north-4",
        CostCentre = "CC117",
        RemitToAccount = "GB12TRGE00001712345678",
        Lines =
        [
            new InvoiceLine { LineId = "1", Text = "Item S00017-1", Quantity = 4, UnitPrice = 25, AmountMinor = 10_000, ItemCode = "S00017-1", AccountCode = "71004", CostCentre = "CC117" },
            new InvoiceLine { LineId = "2", Text = "Item S00017-2", Quantity = 1, UnitPrice = 25, AmountMinor = 2_500, ItemCode = "S00017-2", AccountCode = "71004", CostCentre = "CC117" },
        ],
    };
}
