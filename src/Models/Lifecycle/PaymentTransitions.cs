using static Triage.Models.Lifecycle.PaymentStatus;

namespace Triage.Models.Lifecycle;

/// <summary>The course of an invoice's payment. All of it is reported: triage pays nothing.</summary>
public static class PaymentTransitions
{
    public static StatusTable<PaymentStatus> Table { get; } = new(
        [
            new(NotReady, Ready, ReportedFact.Posted),
            new(Ready, Scheduled, ReportedFact.Scheduled),
            new(Scheduled, Paid, ReportedFact.Paid),
            new(Scheduled, PartiallyPaid, ReportedFact.PartPaid),
            new(Scheduled, Failed, ReportedFact.PaymentFailed),
            new(PartiallyPaid, Paid, ReportedFact.Paid),
            new(PartiallyPaid, Failed, ReportedFact.PaymentFailed),
            new(Failed, Ready, ReportedFact.PaymentReady),
            new(Paid, Reconciled, ReportedFact.Reconciled),
            new(Paid, Reversed, ReportedFact.PaymentReversed),
            new(Reversed, Ready, ReportedFact.PaymentReady),
        ],
        isAgain: edge => edge.By == ReportedFact.PaymentReady);
}
