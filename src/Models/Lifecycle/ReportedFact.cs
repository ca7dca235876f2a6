namespace Triage.Models.Lifecycle;

/// <summary>
/// What another system says happened. The numbers are stored; they are never reused. They follow the natural course:
/// of facts with one time, the smaller number is taken to have happened first.
/// </summary>
public enum ReportedFact : byte
{
    /// <summary>The ERP holds it under a document number.</summary>
    Posted = 1,

    /// <summary>The ERP refused it.</summary>
    ErpRejected = 2,

    /// <summary>The host takes a cleared invoice back: a person decides first after all.</summary>
    Recalled = 3,

    /// <summary>The payment, or its next instalment, has a date.</summary>
    Scheduled = 4,

    /// <summary>A part was paid, more is to come.</summary>
    PartPaid = 5,

    /// <summary>All that will be paid was paid.</summary>
    Paid = 6,

    /// <summary>The payment did not go through.</summary>
    PaymentFailed = 7,

    /// <summary>The money came back.</summary>
    PaymentReversed = 8,

    /// <summary>It may be paid again after a failure or a reversal.</summary>
    PaymentReady = 9,

    /// <summary>The books and the bank agree; nothing more will happen.</summary>
    Reconciled = 10,

    /// <summary>The source is done with it, paid or not.</summary>
    Closed = 11,

    Cancelled = 12,

    /// <summary>A reference that the invoice lacked.</summary>
    ReferenceProvided = 13,

    CodingSuggested = 14,
    CodingQueried = 15,
    CodingConfirmed = 16,

    /// <summary>Confirmed codes were changed and must be confirmed again.</summary>
    Recoded = 17,
}
