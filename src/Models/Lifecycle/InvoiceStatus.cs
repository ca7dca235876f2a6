namespace Triage.Models.Lifecycle;

/// <summary>Where an invoice stands. Numbers equal the contract's.</summary>
public enum InvoiceStatus : byte
{
    Received = 1,
    Cleared = 2,
    InReview = 3,
    OnHold = 4,
    Returned = 5,
    Rejected = 6,
    Posted = 7,
    ErpRejected = 8,
    Closed = 9,
    Cancelled = 10,
    Superseded = 11,
}
