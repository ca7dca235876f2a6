namespace Triage.Models.Intake;

/// <summary>Reads and fills the references of an invoice by name.</summary>
public static class InvoiceReferences
{
    public static string? Get(this Invoice invoice, Reference reference) => reference switch
    {
        Reference.PurchaseOrder => invoice.PurchaseOrder,
        Reference.Contract => invoice.Contract,
        Reference.SupplierInvoiceNumber => invoice.SupplierInvoiceNumber,
        Reference.CorrectedInvoice => invoice.CorrectsInvoiceNumber,
        Reference.PatientAccount => invoice.PatientAccountRef,
        Reference.CostCentre => invoice.CostCentre,
        _ => throw new ArgumentOutOfRangeException(nameof(reference)),
    };

    public static Invoice With(this Invoice invoice, Reference reference, string value) => reference switch
    {
        Reference.PurchaseOrder => invoice with { PurchaseOrder = value },
        Reference.Contract => invoice with { Contract = value },
        Reference.SupplierInvoiceNumber => invoice with { SupplierInvoiceNumber = value },
        Reference.CorrectedInvoice => invoice with { CorrectsInvoiceNumber = value },
        Reference.PatientAccount => invoice with { PatientAccountRef = value },
        Reference.CostCentre => invoice with { CostCentre = value },
        _ => throw new ArgumentOutOfRangeException(nameof(reference)),
    };
}
