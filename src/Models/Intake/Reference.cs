namespace Triage.Models.Intake;

/// <summary>What can be missing on an invoice and provided later. Numbers equal the contract's.</summary>
public enum Reference : byte
{
    PurchaseOrder = 1,
    Contract = 2,
    SupplierInvoiceNumber = 3,
    CorrectedInvoice = 4,
    PatientAccount = 5,
    CostCentre = 6,
}
