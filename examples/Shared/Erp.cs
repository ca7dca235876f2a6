using Google.Protobuf.WellKnownTypes;
using Triage.Client;
using Triage.Protos.V1;

namespace Triage.Examples;

/// <summary>What this host does with an invoice that triage lets go on: post it, and say so.</summary>
internal sealed class Erp(TriageClient triage, OnceFile posted)
{
    private const string Source = "example-erp";

    /// <summary>Posts under the invoice's id, once. Telling triage is idempotent by itself: its event id is the document's number.</summary>
    public async Task PostAsync(string invoiceId, CancellationToken cancellationToken)
    {
        // Number and time are those of the first try: the same report, however often it is sent.
        var document = posted.Do(invoiceId, $"D-{invoiceId[(invoiceId.LastIndexOf('/') + 1)..]}");
        await triage.Lifecycle.ReportAsync(
            new ReportRequest
            {
                InvoiceId = invoiceId,
                Report = new StatusReport
                {
                    Source = Source,
                    EventId = $"posted-{document.What}",
                    OccurredAt = Timestamp.FromDateTime(document.At),
                    Posted = new Posted { DocumentNumber = document.What },
                },
            },
            cancellationToken: cancellationToken);
    }
}
