using System.Diagnostics.Metrics;
using Triage.Models.Gating;
using Triage.Models.Lifecycle;

namespace Triage.Grains.Invoices;

/// <summary>What operators see of invoices; labels are closed sets.</summary>
public sealed class InvoiceMetrics : IDisposable
{
    public const string MeterName = "Triage.Invoices";

    private readonly Meter _meter;
    private readonly Counter<long> _received;
    private readonly Counter<long> _triaged;
    private readonly Counter<long> _exceptions;
    private readonly Counter<long> _reported;
    private readonly Counter<long> _stale;
    private readonly Counter<long> _overtaken;
    private readonly Counter<long> _damaged;
    private readonly Counter<long> _woken;
    private readonly Counter<long> _overflows;
    private readonly Histogram<double> _duration;

    public InvoiceMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _received = _meter.CreateCounter<long>("received", "{invoice}", "Invoices accepted durably.");
        _triaged = _meter.CreateCounter<long>("triaged", "{verdict}", "Verdicts given, by kind.");
        _exceptions = _meter.CreateCounter<long>("exceptions", "{exception}", "Exceptions found, by code.");
        _reported = _meter.CreateCounter<long>("reported", "{report}", "Reports of other systems, by what became of them when they came.");
        _stale = _meter.CreateCounter<long>("stale_activations", "{activation}", "Activations that found their history written by another.");
        _overtaken = _meter.CreateCounter<long>("judgements_overtaken", "{judgement}", "Judgements made again because a possible twin or new master data came before their commit.");
        _damaged = _meter.CreateCounter<long>("damaged", "{read}", "Stored histories found damaged when they were read.");
        _woken = _meter.CreateCounter<long>("woken", "{invoice}", "Overdue invoices that the scanner woke.");
        _overflows = _meter.CreateCounter<long>("blocking_keys_overflowed", "{key}", "Blocking keys with more candidates than are compared.");
        _duration = _meter.CreateHistogram<double>("triage_seconds", "s", "From the start of a judgement to its commit.", advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
        });
    }

    /// <param name="judgedFirst">Stored with its verdict in one append.</param>
    public void OnReceived(bool judgedFirst) => _received.Add(1, new KeyValuePair<string, object?>("stored", judgedFirst ? "Judged" : "First"));

    public void OnTriaged(Verdict verdict, TimeSpan took)
    {
        _triaged.Add(1, new KeyValuePair<string, object?>("verdict", verdict.Kind.ToString()));
        foreach (var reason in verdict.Reasons)
        {
            _exceptions.Add(1, new KeyValuePair<string, object?>("code", reason.Code.ToString()));
        }

        if (verdict.BlockingKeysOverflowed > 0)
        {
            _overflows.Add(verdict.BlockingKeysOverflowed);
        }

        _duration.Record(took.TotalSeconds);
    }

    public void OnReported(ReportStanding standing) =>
        _reported.Add(1, new KeyValuePair<string, object?>("standing", standing.ToString()));

    public void OnStale() => _stale.Add(1);

    public void OnOvertaken() => _overtaken.Add(1);

    public void OnDamaged() => _damaged.Add(1);

    public void OnWoken(int invoices) => _woken.Add(invoices);

    public void Dispose() => _meter.Dispose();
}
