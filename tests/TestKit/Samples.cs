using Triage.Models.Intake;

namespace Triage.TestKit;

/// <summary>Invoices to start from: whole, consistent, unremarkable.</summary>
public static class Samples
{
    public static Invoice Invoice(string id, string number = "INV-10001") => new()
    {
        SourceSystem = "erp",
        SourceInvoiceId = id,
        Kind = InvoiceKind.Invoice,
        SupplierId = "S1",
        SupplierName = "Surgical Supplies Ltd",
        SupplierInvoiceNumber = number,
        IssueDate = new DateOnly(2026, 3, 2),
        DueDate = new DateOnly(2026, 4, 1),
        Currency = "GBP",
        NetMinor = 10_000,
        TaxMinor = 2_000,
        TotalMinor = 12_000,
        PurchaseOrder = "PO-1",
        Facility = "north",
        PatientAccountRef = "PA-77",
        Lines = [new InvoiceLine { LineId = "1", Text = "Gloves", Quantity = 10, UnitPrice = 10.00m, AmountMinor = 10_000, ItemCode = "G1", AccountCode = "7001" }],
    };
}
