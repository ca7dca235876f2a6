namespace Triage.Models.MasterData;

/// <summary>What must not be done with a supplier's invoices. Numbers equal the contract's; they are stored and never reused.</summary>
public enum SupplierHold : byte
{
    None = 0,
    Payment = 1,
    Posting = 2,
    All = 3,
}
