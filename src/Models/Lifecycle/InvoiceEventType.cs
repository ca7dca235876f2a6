namespace Triage.Models.Lifecycle;

/// <summary>What can happen to an invoice. The numbers are stored; they are never reused.</summary>
public enum InvoiceEventType : byte
{
    Received = 1,
    Triaged = 2,
    ReferenceProvided = 3,
    RetriageRequested = 4,
    Cancelled = 5,
    Superseded = 6,
    StatusReported = 7,
}
