using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Triage.Grains.Scoring;

/// <summary>What operators see of scoring; labels are closed sets.</summary>
public sealed class ScoringMetrics : IDisposable
{
    public const string MeterName = "Triage.Scoring";

    private readonly Meter _meter;
    private readonly Counter<long> _scored;
    private readonly Counter<long> _folded;
    private readonly Counter<long> _damaged;
    private readonly Histogram<double> _duration;
    private readonly ConcurrentDictionary<string, long> _behind = new(StringComparer.Ordinal);

    public ScoringMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _scored = _meter.CreateCounter<long>("invoices", "{invoice}", "Invoices that models were asked about, by what came of it.");
        _folded = _meter.CreateCounter<long>("folded", "{event}", "Events taken into profiles.");
        _damaged = _meter.CreateCounter<long>("damaged", "{event}", "Of them, unreadable and left out.");
        _meter.CreateObservableGauge("behind", () => _behind.Values.DefaultIfEmpty().Max(), "{event}", "Events that the profiles of the tenant furthest behind do not have yet.");
        _duration = _meter.CreateHistogram<double>("score_seconds", "s", "What scoring one invoice took, waiting left out.", advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25],
        });
    }

    public void OnScored(TimeSpan took)
    {
        _scored.Add(1, new KeyValuePair<string, object?>("outcome", "Scored"));
        _duration.Record(took.TotalSeconds);
    }

    /// <param name="why">Busy, Late, Failed, NotReady.</param>
    public void OnMissing(string why) => _scored.Add(1, new KeyValuePair<string, object?>("outcome", why));

    public void OnFolded(long events) => _folded.Add(events);

    public void OnBehind(string tenant, long events) => _behind[tenant] = events;

    public void OnDamaged() => _damaged.Add(1);

    public void Dispose() => _meter.Dispose();
}
