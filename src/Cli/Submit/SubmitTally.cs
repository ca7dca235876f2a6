using System.Runtime.InteropServices;
using HdrHistogram;
using Triage.Cli.Planted;
using Triage.Protos.V1;
using Triage.Training.Generation;
using Triage.Training.Ledgers;

namespace Triage.Cli.Submit;

/// <summary>Adds up answers as they come. Its size does not depend on how many.</summary>
/// <param name="planted">Told every verdict; <c>null</c> where nothing was planted.</param>
/// <param name="rejects">Told every bad row and refusal; <c>null</c> where nobody keeps them.</param>
internal sealed class SubmitTally(TimeProvider time, PlantedFindings? planted = null, RejectsFile? rejects = null)
{
    private const int DoubtfulMax = 10;
    private const int ExamplesMax = 5;
    private static readonly long LatencyMicrosecondsMax = (long)TimeSpan.FromHours(1).TotalMicroseconds;

    private readonly Lock _lock = new();
    private readonly long _start = time.GetTimestamp();
    private readonly LongHistogram _latency = new(LatencyMicrosecondsMax, 3);
    private readonly RateMarks _rates = new(time);
    private readonly MostDoubtful _doubtful = new(DoubtfulMax);
    private readonly SortedDictionary<string, CheckCounts> _checks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _verdicts = [];
    private readonly Dictionary<string, long> _wouldBe = [];
    private readonly Dictionary<string, long> _exceptions = [];
    private readonly Dictionary<string, long> _refused = [];
    private readonly List<string> _badRows = [];
    private readonly List<string> _refusals = [];
    private long _accepted;
    private long _answered;
    private long _lines;
    private long _replayed;
    private long _bad;
    private long _generated;

    /// <summary>Answered so far, for progress.</summary>
    public long Answered => Interlocked.Read(ref _answered);

    public void Accepted(Invoice invoice, SubmitResponse answer, bool replay, TimeSpan latency)
    {
        lock (_lock)
        {
            _accepted++;
            _lines += invoice.Lines.Count;
            _generated += invoice.SourceSystem == LedgerGenerator.SourceSystem ? 1 : 0;
            _replayed += replay ? 1 : 0;
            OnAnswered(latency);
            if (answer.Verdict is { } verdict)
            {
                Judged(invoice, answer.InvoiceId, verdict);
                planted?.Answered(invoice, verdict);
            }
        }
    }

    public void Refused(LedgerInvoice invoice, string status, string message, TimeSpan latency)
    {
        lock (_lock)
        {
            Count(_refused, status);
            rejects?.Refused(invoice, status, message);
            OnAnswered(latency);
            if (_refusals.Count < ExamplesMax)
            {
                _refusals.Add(message.Length == 0 ? $"line {invoice.FirstLine}: {status}" : $"line {invoice.FirstLine}: {status}: {message}");
            }
        }
    }

    public void Bad(BadRow row)
    {
        lock (_lock)
        {
            _bad++;
            rejects?.Bad(row);
            if (_badRows.Count < ExamplesMax)
            {
                _badRows.Add($"line {row.Line}: {row.Reason}");
            }
        }
    }

    public SubmitReport Report()
    {
        lock (_lock)
        {
            return new SubmitReport
            {
                Invoices = _accepted,
                Generated = _generated,
                Planted = planted?.Report(),
                Lines = _lines,
                Verdicts = Sorted(_verdicts),
                WouldBe = Sorted(_wouldBe),
                Exceptions = Sorted(_exceptions),
                Checks = _checks,
                PerSecond = Math.Round(_answered / Math.Max(time.GetElapsedTime(_start).TotalSeconds, 1e-3), 1),
                P50Ms = Milliseconds(50),
                P99Ms = Milliseconds(99),
                BadRows = _bad,
                Replayed = _replayed,
                Refused = Sorted(_refused),
                First100kPerSecond = _rates.First,
                Last100kPerSecond = _rates.Last,
                Doubtful = _doubtful.InOrder(),
                BadRowExamples = [.. _badRows],
                RefusedExamples = [.. _refusals],
                RejectsFile = rejects?.Written,
            };
        }
    }

    private void OnAnswered(TimeSpan latency)
    {
        Interlocked.Increment(ref _answered);
        _latency.RecordValue(Math.Clamp((long)latency.TotalMicroseconds, 1, LatencyMicrosecondsMax));
        _rates.Answered();
    }

    private void Judged(Invoice invoice, string invoiceId, Verdict verdict)
    {
        Count(_verdicts, ProtoNames.Of(verdict.Kind));
        if (verdict.WouldBe != VerdictKind.Unspecified)
        {
            Count(_wouldBe, ProtoNames.Of(verdict.WouldBe));
        }

        foreach (var code in verdict.Reasons.Select(reason => reason.Code).Where(code => code != ExceptionCode.Unspecified).Distinct())
        {
            Count(_exceptions, ProtoNames.Of(code));
        }

        foreach (var check in verdict.ChecksPassed)
        {
            CountsOf(check).Passed++;
        }

        foreach (var check in verdict.ChecksFailed)
        {
            CountsOf(check).Failed++;
        }

        foreach (var check in verdict.ChecksNotApplicable)
        {
            CountsOf(check).NotApplicable++;
        }

        _doubtful.Add(DoubtfulInvoice.Of(invoice, invoiceId, verdict));
    }

    private CheckCounts CountsOf(Check check)
    {
        var name = ProtoNames.Of(check);
        return _checks.TryGetValue(name, out var counts) ? counts : _checks[name] = new CheckCounts();
    }

    // An empty histogram has no percentiles.
    private double Milliseconds(double percentile) => _answered == 0 ? 0 : Math.Round(_latency.GetValueAtPercentile(percentile) / 1000.0, 2);

    private static void Count(Dictionary<string, long> counts, string name) => CollectionsMarshal.GetValueRefOrAddDefault(counts, name, out _)++;

    private static SortedDictionary<string, long> Sorted(Dictionary<string, long> counts) => new(counts, StringComparer.Ordinal);
}
