namespace Triage.Models.Gating;

/// <summary>Whose work an exception is unless a tenant routes it elsewhere.</summary>
public enum ReviewQueue : byte
{
    AccountsPayable = 1,
    Procurement = 2,
    SupplierMaster = 3,
    Coding = 4,
    RevenueCycle = 5,
    Treasury = 6,
    Documents = 7,
    Operations = 8,
}
