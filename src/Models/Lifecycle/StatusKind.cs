namespace Triage.Models.Lifecycle;

/// <summary>Which of the three statuses a fact is about.</summary>
public enum StatusKind : byte
{
    /// <summary>None: it gives something that the invoice lacked.</summary>
    None = 0,
    Invoice = 1,
    Coding = 2,
    Payment = 3,
}
