namespace Triage.Models.Lifecycle;

/// <summary>Why a person must look at what other systems say.</summary>
public enum ConcernKind : byte
{
    /// <summary>A report cannot be true beside the others.</summary>
    Contradiction = 1,

    /// <summary>Money is on its way, or was paid, for an invoice that has ended otherwise.</summary>
    MoneyAfterEnd = 2,

    ErpRefused = 3,
    Recalled = 4,
    PaymentFailed = 5,
    PaymentReversed = 6,

    /// <summary>All was paid that will be, and it is less than was asked.</summary>
    PaidShort = 7,

    /// <summary>The time for a report passed without one.</summary>
    HostSilent = 8,
}
