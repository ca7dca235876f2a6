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

    public StorageMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _commits = _meter.CreateCounter<long>("triage.storage.commits", "{commit}", "Transactions committed.");
        _appends = _meter.CreateCounter<long>("triage.storage.appends", "{append}", "Appends that the commits held.");
        _events = _meter.CreateCounter<long>("triage.storage.events", "{event}", "Events written.");
        _failures = _meter.CreateCounter<long>("triage.storage.batch_failures", "{batch}", "Batches that did not commit or whose commit was unknown.");
    }

    /// <summary>Reports the size of the store's files when asked.</summary>
    public void Observe(Func<long> bytes) => _meter.CreateObservableGauge("triage.storage.bytes", bytes, "By", "Size of the store's files.");

    public void OnCommitted(int appends, long events)
    {
        _commits.Add(1);
        _appends.Add(appends);
        _events.Add(events);
    }

    public void OnBatchFailed() => _failures.Add(1);

    public void Dispose() => _meter.Dispose();
}
