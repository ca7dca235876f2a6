using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Matching;
using Triage.Storage.Scan;

namespace Triage.Verify;

/// <summary>An invoice's stored content is what was accepted, and its twins can find it.</summary>
internal sealed class ContentCheck(IStoreScan scan, Finding finding)
{
    public void Check(ScannedInvoice invoice, Received received, InvoiceState state)
    {
        var isAsAccepted = InvoiceCodec.HashOf(received.Invoice).AsSpan().SequenceEqual(received.PayloadSha256.AsSpan());

        // Without its sensitive part nothing more can be told: it may have been destroyed.
        var mayBeDestroyed = !invoice.History.HasSensitive(1);
        finding.Require(isAsAccepted || mayBeDestroyed, $"{invoice.Path}: the stored invoice is not the one whose hash was acknowledged");
        finding.Require(
            InvoiceKey.Create(scan.Tenant, received.Invoice.SourceSystem, received.Invoice.SourceInvoiceId).Path == invoice.Path,
            $"{invoice.Path}: its first event carries another invoice");

        var references = invoice.History.Events.Where(e => e.Event is ReferenceProvided or StatusReported { Report.Reference: not null });
        if (!isAsAccepted || references.Any(e => !invoice.History.HasSensitive(e.Seq)))
        {
            return; // fingerprints are of the content as it was
        }

        foreach (var key in BlockingKeys.ToStore(state.Invoice))
        {
            finding.Require(scan.HasFingerprint(invoice.Path, key), $"{invoice.Path}: its twins cannot find it by {key.Kind}");
        }
    }
}
