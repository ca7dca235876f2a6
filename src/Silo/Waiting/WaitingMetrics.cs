using System.Diagnostics.Metrics;

namespace Triage.Silo.Waiting;

/// <summary>What operators see of those who wait.</summary>
internal sealed class WaitingMetrics : IDisposable
{
    public const string MeterName = "Triage.Waiting";

    private readonly Meter _meter;
    private int _waiters;

    public WaitingMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _meter.CreateObservableGauge("waiters", () => Volatile.Read(ref _waiters), "{call}", "Calls and streams that wait for an invoice to change.");
    }

    public void OnEntered() => Interlocked.Increment(ref _waiters);

    public void OnLeft() => Interlocked.Decrement(ref _waiters);

    public void Dispose() => _meter.Dispose();
}
