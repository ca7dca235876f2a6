namespace Triage.Models.Lifecycle;

public static class ReportedFacts
{
    public static StatusKind StatusOf(this ReportedFact fact) => fact switch
    {
        ReportedFact.Posted or ReportedFact.ErpRejected or ReportedFact.Recalled or ReportedFact.Closed or ReportedFact.Cancelled => StatusKind.Invoice,
        ReportedFact.Scheduled or ReportedFact.PartPaid or ReportedFact.Paid or ReportedFact.PaymentFailed or ReportedFact.PaymentReversed
            or ReportedFact.PaymentReady or ReportedFact.Reconciled => StatusKind.Payment,
        ReportedFact.CodingSuggested or ReportedFact.CodingQueried or ReportedFact.CodingConfirmed or ReportedFact.Recoded => StatusKind.Coding,
        ReportedFact.ReferenceProvided => StatusKind.None,
        _ => throw new ArgumentOutOfRangeException(nameof(fact)),
    };
}
