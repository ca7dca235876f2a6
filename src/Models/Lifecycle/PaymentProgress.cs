using static Triage.Models.Lifecycle.PaymentStatus;

namespace Triage.Models.Lifecycle;

/// <param name="posted">Whether the ERP holds the invoice: nothing is paid before.</param>
/// <param name="mayBePosted">Whether it still can.</param>
/// <param name="currency">The invoice's: amounts in another are not added up.</param>
internal sealed class PaymentProgress(bool posted, bool mayBePosted, string currency)
    : StatusProgress<PaymentStatus>(PaymentTransitions.Table, posted ? Ready : NotReady)
{
    private readonly List<StatusReport> _payments = [];
    private bool _isComparable = true;

    /// <summary>The latest date that was given for the payment under way.</summary>
    public DateOnly? ScheduledFor { get; private set; }

    /// <summary>When the last of it was paid, as the bank dates it.</summary>
    public DateOnly? PaidOn { get; private set; }

    /// <summary>Paid since the payment began (anew); <c>null</c> where an amount was not said or is in another currency.</summary>
    public long? PaidMinor => _isComparable && _payments.Count > 0 ? Sum() : null;

    protected override bool Agrees(StatusReport report) => (report.Fact, Status) switch
    {
        (ReportedFact.Scheduled, Scheduled or PartiallyPaid) => true,
        (ReportedFact.PartPaid, PartiallyPaid) => true,
        (ReportedFact.Paid or ReportedFact.PartPaid, Paid or Reconciled) => IsKnown(report),
        (ReportedFact.Paid or ReportedFact.PartPaid, Failed or Reversed) => report.PaymentRef is not null && IsKnown(report),
        (ReportedFact.PaymentFailed, Failed) => true,
        (ReportedFact.PaymentReversed, Reversed) => true,
        (ReportedFact.PaymentReady, Ready) => true,
        (ReportedFact.Reconciled, Reconciled) => true,
        _ => false,
    };

    // After a failure or a reversal it may begin anew: what belongs to the next payment is early, not wrong.
    protected override bool CanStillFit(ReportedFact fact) =>
        (Status != NotReady || mayBePosted)
        && (PaymentTransitions.Table.IsAhead(Status, fact)
            || (Status is Failed or Reversed && PaymentTransitions.Table.IsAhead(Ready, fact)));

    protected override void OnTaken(StatusReport report)
    {
        switch (report.Fact)
        {
            case ReportedFact.Scheduled:
                ScheduledFor = report.Date ?? ScheduledFor;
                break;
            case ReportedFact.PaymentReady:
                _payments.Clear();
                (_isComparable, ScheduledFor, PaidOn) = (true, null, null);
                break;
            case ReportedFact.PartPaid or ReportedFact.Paid when !IsKnown(report):
                _payments.Add(report);
                PaidOn = report.Date ?? PaidOn;
                _isComparable &= report.AmountMinor is not null && (report.Currency ?? currency) == currency;
                break;
        }
    }

    /// <summary>
    /// Whether another report speaks of the same payment: by its reference, or by what is equal where one of them gives none.
    /// </summary>
    private bool IsKnown(StatusReport report) => _payments.Exists(known =>
        known.PaymentRef is { } ours && report.PaymentRef is { } theirs
            ? ours == theirs
            : report.Source != known.Source && report.Fact == known.Fact && (report.AmountMinor ?? known.AmountMinor) == (known.AmountMinor ?? report.AmountMinor));

    private long Sum() => _payments.Sum(payment => payment.AmountMinor ?? 0);
}
