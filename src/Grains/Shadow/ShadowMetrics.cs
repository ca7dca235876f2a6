using System.Diagnostics.Metrics;

namespace Triage.Grains.Shadow;

/// <summary>What operators see of shadow runs; labels are closed sets.</summary>
public sealed class ShadowMetrics : IDisposable
{
    public const string MeterName = "Triage.Shadow";

    private readonly Meter _meter;
    private readonly Counter<long> _invoices;
    private long _behind;

    public ShadowMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _invoices = _meter.CreateCounter<long>("invoices", "{invoice}", "Invoices that a version in shadow was asked about, by what came of it.");
        _meter.CreateObservableGauge("behind", () => Volatile.Read(ref _behind), "{event}", "Events that the run furthest behind, of those that this process works on, has not looked at.");
    }

    /// <param name="outcome">Agreed, Differed, Failed.</param>
    public void OnCompared(string outcome, long invoices)
    {
        if (invoices > 0)
        {
            _invoices.Add(invoices, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }

    public void OnBehind(long events) => Volatile.Write(ref _behind, events);

    public void Dispose() => _meter.Dispose();
}
