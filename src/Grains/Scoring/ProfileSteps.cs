using Triage.Models.Features.Profiles;
using Triage.Models.Feed;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Grains.Scoring;

/// <summary>
/// From events in feed order to what they mean for profiles. A bill joins them when it was first judged with scores, so that no
/// bill is ever held against itself; its codes join when they are confirmed or posted.
/// </summary>
internal sealed class ProfileSteps(IInvoiceLog log)
{
    private readonly Dictionary<string, Invoice> _unjudged = new(StringComparer.Ordinal);

    /// <returns><c>null</c>: the event says nothing of profiles.</returns>
    public async ValueTask<Action<Profiles>?> OfAsync(FeedRow row, CancellationToken cancellationToken)
    {
        var id = row.Key.InvoiceId;
        switch (row.Event.Type)
        {
            case InvoiceEventType.Received:
                _unjudged[id] = ((Received)Decode(row)).Invoice;
                return null;
            case InvoiceEventType.Triaged when _unjudged.ContainsKey(id) && HasScores(((Triaged)Decode(row)).Verdict):
                return _unjudged.Remove(id, out var judged) ? profiles => profiles.Add(id, judged) : null;
            case InvoiceEventType.Cancelled or InvoiceEventType.Superseded:
                return _unjudged.Remove(id) ? null : profiles => profiles.Withdraw(id);
            case InvoiceEventType.StatusReported:
                return await OfReportAsync(row, ((StatusReported)Decode(row)).Report.Fact, cancellationToken);
            default:
                return null;
        }
    }

    private async ValueTask<Action<Profiles>?> OfReportAsync(FeedRow row, ReportedFact fact, CancellationToken cancellationToken)
    {
        var id = row.Key.InvoiceId;
        switch (fact)
        {
            case ReportedFact.Recoded:
                return profiles => profiles.Distrust(id);
            case ReportedFact.Posted or ReportedFact.CodingConfirmed when await ReceivedAsync(row.Key, cancellationToken) is { } invoice:
                _unjudged.Remove(id);
                return profiles =>
                {
                    profiles.Add(id, invoice);
                    profiles.Confirm(id, invoice);
                };
            default:
                return null;
        }
    }

    private async ValueTask<Invoice?> ReceivedAsync(InvoiceKey key, CancellationToken cancellationToken) =>
        (await log.ReadAsync(key, cancellationToken)).Select(stored => stored.Event).OfType<Received>().FirstOrDefault()?.Invoice;

    private static bool HasScores(Verdict verdict) => !verdict.Reasons.Any(reason => reason.Code == ExceptionCode.ModelUnavailable);

    // What is sensitive is no part of any profile.
    private static InvoiceEvent Decode(FeedRow row) => EventCodec.Decode(row.Event.Type, row.Event.AtMicros, row.Event.Payload, sensitive: null);
}
