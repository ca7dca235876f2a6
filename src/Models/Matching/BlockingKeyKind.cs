namespace Triage.Models.Matching;

/// <summary>Why two invoices are compared at all. Part of the stored fingerprint; numbers are never reused.</summary>
public enum BlockingKeyKind : byte
{
    /// <summary>Supplier and number as written.</summary>
    Number = 1,

    /// <summary>Supplier and normalised number.</summary>
    NumberNormalised = 2,

    /// <summary>Supplier, currency and amount, within a window of issue dates.</summary>
    SupplierAmount = 3,

    /// <summary>Supplier and purchase order.</summary>
    PurchaseOrder = 4,

    /// <summary>Supplier and what the lines say.</summary>
    Lines = 5,

    /// <summary>Normalised number and amount, whoever the supplier.</summary>
    CrossSupplier = 6,

    /// <summary>Supplier and the normalised number of the invoice that a credit note corrects.</summary>
    Corrects = 7,
}
