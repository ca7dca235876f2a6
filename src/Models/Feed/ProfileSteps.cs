using Triage.Models.Clock;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Models.Feed;

/// <summary>
/// From events in feed order to what they mean for profiles. A bill joins them when it was first judged, so that no
/// bill is ever held against itself; its codes join when they are confirmed or posted. Serving and training read the feed through it.
/// </summary>
/// <param name="find">An invoice as it was received, for one that is asked about again long after; <c>null</c> where there is none.</param>
public sealed class ProfileSteps(Func<InvoiceKey, CancellationToken, ValueTask<Received?>> find)
{
    // Of bills that wait for models to come back, so many are kept from joining.
    private const int UnjudgedMax = 100_000;

    // A bill may be dated ahead of its receipt; further ahead it is a mistake of the keyboard, which must not make all else look old.
    private const int DaysAheadMax = 31;

    private readonly Dictionary<string, Invoice> _unjudged = new(StringComparer.Ordinal);
    private readonly HashSet<string> _confirmed = new(StringComparer.Ordinal);

    /// <returns><c>null</c>: the event says nothing of profiles.</returns>
    /// <exception cref="StoreUnavailableException">Nothing was taken in: the event can be asked about again.</exception>
    public async ValueTask<ProfileStep?> OfAsync(FeedRow row, CancellationToken cancellationToken)
    {
        var id = row.Key.InvoiceId;
        switch (row.Event.Type)
        {
            case InvoiceEventType.Received:
                _unjudged[id] = Dated(((Received)Decode(row)).Invoice, row.Event.AtMicros);
                return null;
            case InvoiceEventType.Triaged when _unjudged.ContainsKey(id) && (IsJudged(((Triaged)Decode(row)).Verdict) || _unjudged.Count > UnjudgedMax):
                return _unjudged.Remove(id, out var judged) ? new(ProfileStepKind.Joined, id, judged) : null;
            case InvoiceEventType.Cancelled or InvoiceEventType.Superseded:
                return Withdrawn(id);
            case InvoiceEventType.StatusReported:
                return await OfReportAsync(row, ((StatusReported)Decode(row)).Report.Fact, cancellationToken);
            default:
                return null;
        }
    }

    private async ValueTask<ProfileStep?> OfReportAsync(FeedRow row, ReportedFact fact, CancellationToken cancellationToken)
    {
        var id = row.Key.InvoiceId;
        switch (fact)
        {
            case ReportedFact.Cancelled:
                return Withdrawn(id);
            case ReportedFact.Recoded:
                return new(ProfileStepKind.Distrusted, id);
            case ReportedFact.Posted or ReportedFact.CodingConfirmed when !_confirmed.Contains(id) && await ReceivedAsync(row.Key, cancellationToken) is { } invoice:
                _unjudged.Remove(id);
                _confirmed.Add(id);
                return new(ProfileStepKind.Confirmed, id, invoice);
            default:
                return null;
        }
    }

    private ProfileStep? Withdrawn(string id) => _unjudged.Remove(id) ? null : new(ProfileStepKind.Withdrawn, id);

    private async ValueTask<Invoice?> ReceivedAsync(InvoiceKey key, CancellationToken cancellationToken) =>
        _unjudged.GetValueOrDefault(key.InvoiceId)
        ?? (await find(key, cancellationToken) is { } received ? Dated(received.Invoice, received.AtMicros) : null);

    /// <summary>One model that is away leaves the others' scores: only a bill that none could score waits, for them to come back.</summary>
    private static bool IsJudged(Verdict verdict) => verdict.Profile is not null || !verdict.Reasons.Any(reason => reason.Code == ExceptionCode.ModelUnavailable);

    private static Invoice Dated(Invoice invoice, long receivedAtMicros)
    {
        var latest = DateOnly.FromDateTime(StoreTime.FromMicros(receivedAtMicros).UtcDateTime).AddDays(DaysAheadMax);
        return invoice.IssueDate > latest || invoice.ServiceDate > latest || invoice.ReceiptDate > latest
            ? invoice with { IssueDate = Until(invoice.IssueDate, latest), ServiceDate = Until(invoice.ServiceDate, latest), ReceiptDate = Until(invoice.ReceiptDate, latest) }
            : invoice;
    }

    private static DateOnly? Until(DateOnly? date, DateOnly latest) => date > latest ? null : date;

    // What is sensitive is no part of any profile.
    private static InvoiceEvent Decode(FeedRow row) => EventCodec.Decode(row.Event.Type, row.Event.AtMicros, row.Event.Payload, sensitive: null);
}
