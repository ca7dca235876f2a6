using System.Text.Json;
using Triage.Models.Feed;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Models.Matching;
using Triage.Models.Policy;
using Triage.TestKit;

namespace Triage.Verify.Tests;

/// <summary>A store of judged invoices and the record of the caller who sent them; both can then be tampered with.</summary>
internal sealed class JudgedStore : IDisposable
{
    public const int Invoices = 5;

    private readonly ITestStore _store;
    private readonly TemporaryDirectory _directory = new();
    private readonly List<RunRecordLine> _record = [];

    private JudgedStore(ITestStore store) => _store = store;

    /// <param name="store">Whose rows; <c>null</c>: an embedded store.</param>
    public static async Task<JudgedStore> CreateAsync(CancellationToken cancellationToken, ITestStore? store = null)
    {
        var judged = new JudgedStore(store ?? new SqliteTestStore());
        for (var n = 0; n < Invoices; n++)
        {
            await judged.JudgeAsync(Samples.Invoice($"i{n}", $"INV-{n}"), $"key-{n}", cancellationToken);
        }

        return judged;
    }

    public List<RunRecordLine> Record => _record;

    public IEnumerable<string> RecordLines => _record.Select(line => JsonSerializer.Serialize(line));

    public Task<InvariantResult> VerifyAsync(string id, CancellationToken cancellationToken) => VerifyAsync(id, RecordLines, cancellationToken);

    /// <summary>With a record whose lines are not as a caller wrote them.</summary>
    public async Task<InvariantResult> VerifyAsync(string id, IEnumerable<string> recordLines, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_directory.Path, "record.jsonl");
        await File.WriteAllLinesAsync(path, recordLines, cancellationToken);
        return await VerifyAsync(id, path, cancellationToken);
    }

    private async Task<InvariantResult> VerifyAsync(string id, string recordPath, CancellationToken cancellationToken)
    {
        var results = await StoreVerifier.VerifyAsync(_store.Location, recordPath, cancellationToken);
        return results.Single(result => result.Id == id);
    }

    /// <summary>What a subscriber wrote that took everything from the beginning.</summary>
    public async Task<List<RunRecordLine>> FollowedAsync(CancellationToken cancellationToken) =>
    [
        new RunRecordLine { Op = RunRecordLine.Follow, Key = "s", Result = "begun", Position = 0 },
        .. (await _store.Feed.ReadAsync("local", 0, 1000, int.MaxValue, cancellationToken)).Select(row =>
            new RunRecordLine { Op = RunRecordLine.Deliver, Key = "s", Result = "ok", Position = row.Position, EventId = FeedEventId.Of(row) }),
    ];

    /// <summary>Cancelled, and then the ERP says that it was posted: an invoice that has ended and that a person must look at.</summary>
    public async Task ContradictAsync(string id, CancellationToken cancellationToken)
    {
        var key = InvoiceKey.Create("local", "erp", id);
        var state = InvoiceState.Fold((await _store.Log.ReadAsync(key, cancellationToken)).Select(stored => stored.Event))!; // it was judged
        InvoiceEvent[] events =
        [
            new ReferenceProvided { AtMicros = 3_000_000, Actor = "test", Reference = Reference.Contract, Value = "C-1" },
            new Triaged { AtMicros = 4_000_000, Actor = InvoiceEvent.TriageActor, Cause = TriageCause.ReferenceProvided, Verdict = Judge(state.Invoice) },
            new Cancelled { AtMicros = 5_000_000, Actor = "test", Reason = "in error" },
            Reported(Report("1", ReportedFact.ReferenceProvided) with { Reference = Reference.CostCentre, Value = "CC-1", AsReference = ReportStanding.Applied }),
            Reported(Report("2", ReportedFact.Posted) with { Document = "51" }),
        ];
        foreach (var happened in events)
        {
            state = await AppendAsync(key, state, happened, cancellationToken);
        }

        var verdict = Gate.Decide(new GateInput
        {
            Invoice = state.Invoice,
            Twins = TwinSearch.Nothing,
            Policy = DefaultPolicy.Load(),
            Today = new DateOnly(2026, 3, 3),
            NowMicros = 7_000_000,
            Concerns = state.Concerns,
            IsPastPassing = true,
        });
        await AppendAsync(key, state, new Triaged { AtMicros = 7_000_000, Actor = InvoiceEvent.TriageActor, Cause = TriageCause.StatusReported, Verdict = verdict }, cancellationToken);
    }

    private static StatusReported Reported(StatusReport report) => new() { AtMicros = 6_000_000, Actor = "test", Report = report };

    private static StatusReport Report(string id, ReportedFact fact) => new() { Source = "sap", EventId = id, OccurredAtMicros = 6_000_000, Fact = fact };

    private async Task<InvoiceState> AppendAsync(InvoiceKey key, InvoiceState state, InvoiceEvent happened, CancellationToken cancellationToken)
    {
        var after = InvoiceState.Apply(state, happened);
        var append = new InvoiceAppend
        {
            Key = key,
            ExpectedSeq = state.Seq,
            Events = [EventCodec.Encode(happened)],
            After = after,
            Fingerprints = ReferenceEquals(after.Invoice, state.Invoice) ? [] : BlockingKeys.ToStore(after.Invoice),
        };
        Assert.Equal(AppendOutcome.Committed, (await _store.Log.AppendAsync(append, cancellationToken)).Outcome);
        return after;
    }

    public void Tamper(string sql) => _store.Execute(sql);

    public void Dispose()
    {
        _store.Dispose();
        _directory.Dispose();
    }

    private async Task JudgeAsync(Invoice invoice, string idempotencyKey, CancellationToken cancellationToken)
    {
        var key = InvoiceKey.Create("local", invoice.SourceSystem, invoice.SourceInvoiceId);
        var request = new RequestKey("Submit", idempotencyKey);
        var hash = InvoiceCodec.HashOf(invoice);
        var received = new Received { AtMicros = 1_000_000, Actor = "test", Request = request, Invoice = invoice, PayloadSha256 = hash };
        var state = InvoiceState.Apply(null, received);
        await AppendAsync(new InvoiceAppend
        {
            Key = key,
            ExpectedSeq = 0,
            Events = [EventCodec.Encode(received)],
            After = state,
            Claim = new IdempotencyClaim(request, hash, null),
            Fingerprints = BlockingKeys.ToStore(invoice),
        });

        var triaged = new Triaged { AtMicros = 2_000_000, Actor = InvoiceEvent.TriageActor, Cause = TriageCause.Received, Verdict = Judge(invoice) };
        await AppendAsync(new InvoiceAppend
        {
            Key = key,
            ExpectedSeq = 1,
            Events = [EventCodec.Encode(triaged)],
            After = InvoiceState.Apply(state, triaged),
            Completes = request,
        });
        _record.Add(new RunRecordLine
        {
            Op = "Submit",
            Key = idempotencyKey,
            Result = "ok",
            InvoiceId = key.InvoiceId,
            PayloadSha256 = Convert.ToHexString(hash.AsSpan()),
            ReplySha256 = "00",
        });

        async Task AppendAsync(InvoiceAppend append) =>
            Assert.Equal(AppendOutcome.Committed, (await _store.Log.AppendAsync(append, cancellationToken)).Outcome);
    }

    private static Verdict Judge(Invoice invoice) => Gate.Decide(new GateInput
    {
        Invoice = invoice,
        Twins = TwinScorer.Compare(invoice, null, new TwinCandidates([], 0)),
        Policy = DefaultPolicy.Load(),
        Today = new DateOnly(2026, 3, 3),
        NowMicros = 2_000_000,
    });
}
