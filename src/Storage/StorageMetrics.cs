using System.Diagnostics.Metrics;

namespace Triage.Storage;

/// <summary>What operators see of the store.</summary>
public sealed class StorageMetrics : IDisposable
{
    public const string MeterName = "Triage.Storage";

    private readonly Meter _meter;
    private readonly Counter<long> _commits;
    private readonly Counter<long> _appends;
    private readonly Counter<long> _events;
    private readonly Counter<long> _failures;
    private readonly Histogram<double> _duration;

    public StorageMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _commits = _meter.CreateCounter<long>("commits", "{commit}", "Transactions committed.");
        _appends = _meter.CreateCounter<long>("appends", "{append}", "Appends that the commits held.");
        _events = _meter.CreateCounter<long>("events", "{event}", "Events written.");
        _duration = _meter.CreateHistogram<double>("commit_seconds", "s", "From the start of a transaction to its commit.", advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
        });
        _failures = _meter.CreateCounter<long>("batch_failures", "{batch}", "Batches that did not commit or whose commit was unknown.");
    }

    /// <summary>Reports what the store holds and the appends that wait when asked.</summary>
    public void Observe(Func<long> bytes, Func<int> queued)
    {
        _meter.CreateObservableGauge("bytes", bytes, "By", "What the stored data takes.");
        _meter.CreateObservableGauge("appends_queued", queued, "{append}", "Appends that wait for the writer.");
    }

    public void OnCommitted(int appends, long events, TimeSpan took)
    {
        _duration.Record(took.TotalSeconds);
        _commits.Add(1);
        _appends.Add(appends);
        _events.Add(events);
    }

    public void OnBatchFailed() => _failures.Add(1);

    public void Dispose() => _meter.Dispose();
}
