using Triage.Models.Clock;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Matching;
using Triage.TestKit;

namespace Triage.Chaos;

/// <summary>
/// A hold whose deadline is near. Holds last for days and the clock of a process cannot be moved from
/// outside, so what a silo would have written a day ago is written with the silo's own gate, codec and store.
/// </summary>
internal static class HoldOfYesterday
{
    public static async Task WriteAsync(string dataDirectory, Invoice invoice, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var heldAt = until - HoldingPolicy.HoldTime;
        using var store = new SqliteTestStore(new TestClock(heldAt), dataDirectory);
        var request = new RequestKey("Submit", invoice.SourceInvoiceId);
        var payload = InvoiceCodec.HashOf(invoice);
        var received = new Received
        {
            AtMicros = StoreTime.ToMicros(heldAt),
            Actor = "chaos",
            Request = request,
            Invoice = invoice,
            PayloadSha256 = payload,
        };
        var verdict = Gate.Decide(new GateInput
        {
            Invoice = invoice,
            Twins = TwinSearch.Nothing,
            Policy = HoldingPolicy.Parse(),
            Today = DateOnly.FromDateTime(heldAt.UtcDateTime),
            NowMicros = StoreTime.ToMicros(heldAt),
        });
        Assert.Equal(StoreTime.ToMicros(until), verdict.Hold?.UntilMicros);
        var triaged = new Triaged
        {
            AtMicros = StoreTime.ToMicros(heldAt),
            Actor = InvoiceEvent.TriageActor,
            Verdict = verdict,
            Cause = TriageCause.Received,
        };
        var result = await store.Log.AppendAsync(
            new InvoiceAppend
            {
                Key = InvoiceKey.Create("local", invoice.SourceSystem, invoice.SourceInvoiceId),
                ExpectedSeq = 0,
                Events = [EventCodec.Encode(received), EventCodec.Encode(triaged)],
                After = InvoiceState.Apply(InvoiceState.Apply(null, received), triaged),
                Claim = new IdempotencyClaim(request, payload, ReplySeq: 2),
                Fingerprints = BlockingKeys.ToStore(invoice),
            },
            cancellationToken);
        Assert.Equal(AppendOutcome.Committed, result.Outcome);
    }
}
