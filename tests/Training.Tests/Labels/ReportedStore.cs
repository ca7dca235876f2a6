using Triage.Models.Clock;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Models.Matching;
using Triage.Models.Policy;
using Triage.Storage;
using Triage.TestKit;
using Triage.Training.Labels;

namespace Triage.Training.Tests.Labels;

/// <summary>A real store of judged invoices, of which the ERP then says what it did.</summary>
internal sealed class ReportedStore : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private readonly SqliteTestStore _store = new();
    private readonly Dictionary<string, InvoiceState> _states = new(StringComparer.Ordinal);
    private int _reports;

    public string Location => _store.Location;

    public async Task JudgeAsync(Invoice invoice, VerdictKind verdict, int day)
    {
        var request = new RequestKey("Submit", invoice.SourceInvoiceId);
        var hash = InvoiceCodec.HashOf(invoice);
        var received = new Received { AtMicros = Micros(day), Actor = "test", Request = request, Invoice = invoice, PayloadSha256 = hash };
        var state = InvoiceState.Apply(null, received);
        await AppendAsync(invoice, state, received, 0, append => append with { Claim = new IdempotencyClaim(request, hash, null), Fingerprints = BlockingKeys.ToStore(invoice) });
        var judged = Gate.Decide(new GateInput { Invoice = invoice, Twins = TwinSearch.Nothing, Policy = DefaultPolicy.Load(), Today = new DateOnly(2026, 3, 3), NowMicros = Micros(day) });
        var triaged = new Triaged { AtMicros = Micros(day), Actor = InvoiceEvent.TriageActor, Cause = TriageCause.Received, Verdict = judged with { Kind = verdict, Hold = verdict == VerdictKind.Hold ? new(Reference.PurchaseOrder, Micros(day + 1)) : null } };
        await AppendAsync(invoice, InvoiceState.Apply(state, triaged), triaged, 1, append => append with { Completes = request });
    }

    public Task ReportAsync(Invoice invoice, ReportedFact fact, int day) => HappenAsync(invoice, new StatusReported
    {
        AtMicros = Micros(day),
        Actor = "test",
        Report = new() { Source = "sap", EventId = $"{++_reports}", OccurredAtMicros = Micros(day), Fact = fact },
    });

    public Task CancelAsync(Invoice invoice, int day) => HappenAsync(invoice, new Cancelled { AtMicros = Micros(day), Actor = "test", Reason = "in error" });

    public async Task<StoredHistory> FoldAsync(int beforeDay = 10_000)
    {
        using var scan = StoreScans.Open(Location)[0];
        return await LabelFold.OfAsync(scan, Micros(beforeDay), _ => { }, TestContext.Current.CancellationToken);
    }

    public static long Micros(int day) => StoreTime.ToMicros(Start.AddDays(day));

    public void Dispose() => _store.Dispose();

    private Task HappenAsync(Invoice invoice, InvoiceEvent happened)
    {
        var before = _states[invoice.SourceInvoiceId];
        return AppendAsync(invoice, InvoiceState.Apply(before, happened), happened, before.Seq, append => append);
    }

    private async Task AppendAsync(Invoice invoice, InvoiceState after, InvoiceEvent happened, long seq, Func<InvoiceAppend, InvoiceAppend> with)
    {
        var append = new InvoiceAppend { Key = InvoiceKey.Create("local", invoice.SourceSystem, invoice.SourceInvoiceId), ExpectedSeq = seq, Events = [EventCodec.Encode(happened)], After = after };
        Assert.Equal(AppendOutcome.Committed, (await _store.Log.AppendAsync(with(append), TestContext.Current.CancellationToken)).Outcome);
        _states[invoice.SourceInvoiceId] = after;
    }
}
