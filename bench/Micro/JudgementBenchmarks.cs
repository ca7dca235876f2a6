using System.Globalization;
using BenchmarkDotNet.Attributes;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Matching;
using Triage.Models.Policy;

namespace Triage.Micro;

/// <summary>What a judgement takes once its candidates are read.</summary>
public class JudgementBenchmarks
{
    private readonly Invoice _invoice = SampleInvoice.Of("1", "AB001234");
    private readonly TriagePolicy _policy = DefaultPolicy.Load();
    private TwinCandidates _candidates = new([], 0);
    private GateInput? _input;
    private Triaged? _triaged;

    /// <summary>How many invoices share a blocking key with it.</summary>
    [Params(0, 5, 50)]
    public int Candidates { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _candidates = new([.. Enumerable.Range(0, Candidates).Select(n => SampleInvoice.Of($"old-{n}", $"AB{(n * 7).ToString("D6", CultureInfo.InvariantCulture)}"))
            .Select(old => new TwinCandidate($"invoices/erp/{old.SourceInvoiceId}", TwinSummary.Of(old)))], 0);
        _input = new GateInput { Invoice = _invoice, Twins = CompareTwins(), Policy = _policy, Today = new DateOnly(2025, 3, 7), NowMicros = 1 };
        _triaged = new Triaged { AtMicros = 1, Actor = InvoiceEvent.TriageActor, Cause = TriageCause.Received, Verdict = Decide() };
    }

    [Benchmark]
    public TwinSearch CompareTwins() => TwinScorer.Compare(_invoice, supersedesInvoiceId: null, _candidates);

    [Benchmark]
    public Verdict Decide() => Gate.Decide(_input!); // Setup made it

    [Benchmark]
    public EncodedEvent EncodeTriaged() => EventCodec.Encode(_triaged!); // Setup made it
}
