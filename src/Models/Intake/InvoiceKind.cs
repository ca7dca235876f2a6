namespace Triage.Models.Intake;

/// <summary>Numbers equal the contract's; a test compares them.</summary>
public enum InvoiceKind : byte
{
    Invoice = 1,

    /// <summary>Amounts are positive: they are what is credited (EN 16931, type code 381).</summary>
    CreditNote = 2,
}
