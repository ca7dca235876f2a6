namespace Triage.Models.Lifecycle;

/// <summary>Where the money is. Numbers equal the contract's.</summary>
public enum PaymentStatus : byte
{
    NotReady = 1,
    Ready = 2,
    Scheduled = 3,
    Paid = 4,
    PartiallyPaid = 5,
    Failed = 6,
    Reconciled = 7,
    Reversed = 8,
}
