using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Matching;

namespace Triage.Grains.Tests.Hosting;

/// <summary>What another activation writes: straight to the log, past the grain under test.</summary>
internal static class Appends
{
    /// <summary>All that is left of a submission whose process ended before its verdict.</summary>
    public static InvoiceAppend Received(Invoice invoice, string key, long atMicros = 1)
    {
        var payload = InvoiceCodec.HashOf(invoice);
        var request = new RequestKey("Submit", key);
        var received = new Received { AtMicros = atMicros, Actor = "host", Request = request, Invoice = invoice, PayloadSha256 = payload };
        return new InvoiceAppend
        {
            Key = InvoiceCluster.KeyOf(invoice),
            ExpectedSeq = 0,
            Events = [EventCodec.Encode(received)],
            After = InvoiceState.Apply(null, received),
            Claim = new IdempotencyClaim(request, payload, null),
            Fingerprints = BlockingKeys.ToStore(invoice),
        };
    }

    public static InvoiceAppend After(InvoiceState state, Invoice invoice, InvoiceEvent happened, IdempotencyClaim? claim = null) => new()
    {
        Key = InvoiceCluster.KeyOf(invoice),
        ExpectedSeq = state.Seq,
        Events = [EventCodec.Encode(happened)],
        After = InvoiceState.Apply(state, happened),
        Claim = claim,
    };
}
