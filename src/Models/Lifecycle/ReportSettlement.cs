using static Triage.Models.Lifecycle.InvoiceStatus;

namespace Triage.Models.Lifecycle;

/// <summary>
/// What the reports known so far make of the statuses. The invoice's status only moves on: triage and people act on it.
/// Payment and coding are read anew from all reports each time, because nobody but other systems moves them.
/// </summary>
public sealed class ReportSettlement
{
    private readonly ReportLedger _ledger;
    private readonly string _currency;
    private readonly StatusReport[] _inOrder;
    private readonly ReportStanding[] _standings;
    private InvoiceStatus _invoice;
    private string? _document;

    private ReportSettlement(ReportLedger ledger, InvoiceStatus invoice, string currency)
    {
        var entries = ledger.Entries.OrderBy(entry => entry.Report, ReportOrder.Instance).ToArray();
        (_ledger, _currency, _invoice, _document) = (ledger, currency, invoice, ledger.Document);
        (_inOrder, _standings) = ([.. entries.Select(entry => entry.Report)], [.. entries.Select(entry => entry.Standing)]);
    }

    /// <param name="currency">The invoice's.</param>
    public static (ReportedStatuses Statuses, ReportLedger Ledger) Of(ReportLedger ledger, InvoiceStatus invoice, string currency) =>
        new ReportSettlement(ledger, invoice, currency).Settle();

    private (ReportedStatuses Statuses, ReportLedger Ledger) Settle()
    {
        while (MoveInvoice())
        {
        }

        var coding = new CodingProgress();
        Read(coding, StatusKind.Coding);
        var payment = new PaymentProgress(_document is not null, InvoiceTransitions.Table.IsAhead(_invoice, ReportedFact.Posted), _currency);
        Read(payment, StatusKind.Payment);
        if (payment.Status == PaymentStatus.Reconciled && InvoiceTransitions.Table.Next(_invoice, ReportedFact.Reconciled) is { } closed)
        {
            _invoice = closed;
        }

        var standings = Enumerable.Range(0, _inOrder.Length).ToDictionary(i => _inOrder[i].Name, StandingOf, StringComparer.Ordinal);
        return (new(_invoice, coding.Status, payment.Status), _ledger with
        {
            Entries = [.. _ledger.Entries.Select(entry => entry with { Standing = standings[entry.Report.Name] })],
            Document = _document,
            ScheduledFor = payment.ScheduledFor,
            PaidOn = payment.PaidOn,
            PaidMinor = payment.PaidMinor,
        });
    }

    /// <summary>Applies the first report that fits the invoice's own status; <c>false</c> when none does.</summary>
    private bool MoveInvoice()
    {
        for (var i = 0; i < _inOrder.Length; i++)
        {
            var report = _inOrder[i];
            if (report.Fact.StatusOf() != StatusKind.Invoice || _standings[i] is ReportStanding.Applied or ReportStanding.Agreed || IsOvertaken(i))
            {
                continue;
            }

            if (InvoiceTransitions.Table.Next(_invoice, report.Fact) is { } next)
            {
                _invoice = next;
            }
            else if (!WasPostedBeforeCancelled(i))
            {
                continue;
            }

            _standings[i] = ReportStanding.Applied;
            _document = report.Fact == ReportedFact.Posted ? report.Document ?? "" : _document;
            return true;
        }

        return false;
    }

    private void Read<TStatus>(StatusProgress<TStatus> progress, StatusKind kind)
        where TStatus : struct, Enum
    {
        var places = Enumerable.Range(0, _inOrder.Length).Where(i => _inOrder[i].Fact.StatusOf() == kind).ToArray();
        var standings = progress.Read([.. places.Select(i => _inOrder[i])]);
        for (var i = 0; i < places.Length; i++)
        {
            _standings[places[i]] = standings[i];
        }
    }

    private ReportStanding StandingOf(int i)
    {
        var (fact, standing) = (_inOrder[i].Fact, _standings[i]);
        return (fact.StatusOf(), standing) switch
        {
            (StatusKind.Invoice, not (ReportStanding.Applied or ReportStanding.Agreed)) =>
                Agrees(i) ? ReportStanding.Agreed
                : InvoiceTransitions.Table.IsAhead(_invoice, fact) && InvoiceTransitions.IsOpen(_invoice) ? ReportStanding.Kept
                : ReportStanding.Contradictory,

            // Nothing waits there any more, so nobody would ever ask why it was kept.
            (StatusKind.Payment, ReportStanding.Kept) when !InvoiceTransitions.IsOpen(_invoice) => ReportStanding.Contradictory,
            _ => standing,
        };
    }

    /// <summary>Whether a report of the invoice's own status says what is so already.</summary>
    private bool Agrees(int i) => _inOrder[i].Fact switch
    {
        ReportedFact.Posted => _document is { } document && document == (_inOrder[i].Document ?? ""),
        ReportedFact.ErpRejected => IsOvertaken(i)
            || _invoice is Cancelled or Rejected or Superseded or Returned
            || (_invoice is ErpRejected or InReview && IsApplied(ReportedFact.ErpRejected, from: 0)),
        ReportedFact.Recalled => _invoice is not (Posted or Closed),
        ReportedFact.Cancelled => _invoice is Cancelled or Superseded or Rejected,
        ReportedFact.Closed => _invoice is Closed or Cancelled or Superseded or Rejected,
        _ => false,
    };

    /// <summary>A refusal that the ERP took back by posting the invoice afterwards.</summary>
    private bool IsOvertaken(int i) =>
        _inOrder[i].Fact == ReportedFact.ErpRejected && _inOrder.Skip(i + 1).Any(report => report.Fact == ReportedFact.Posted);

    /// <summary>The cancellation came first, but happened afterwards.</summary>
    private bool WasPostedBeforeCancelled(int i) =>
        _inOrder[i].Fact == ReportedFact.Posted && _document is null && _invoice == Cancelled && IsApplied(ReportedFact.Cancelled, from: i + 1);

    private bool IsApplied(ReportedFact fact, int from)
    {
        for (var i = from; i < _inOrder.Length; i++)
        {
            if (_inOrder[i].Fact == fact && _standings[i] == ReportStanding.Applied)
            {
                return true;
            }
        }

        return false;
    }
}
