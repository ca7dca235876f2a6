using System.Diagnostics.Metrics;

namespace Triage.Grains.Scoring;

/// <summary>What operators see of the way of versions into service; labels are closed sets, so no version is one.</summary>
public sealed class ModelsMetrics : IDisposable
{
    public const string MeterName = "Triage.Models";

    private readonly Meter _meter;
    private readonly Counter<long> _switches;
    private readonly Histogram<double> _took;
    private Func<ModelOrigin, long> _tenants = _ => 0;
    private Func<TimeSpan> _behind = () => TimeSpan.Zero;

    public ModelsMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _meter.CreateObservableGauge("tenants", Tenants, "{tenant}", "Tenants by where the models come from that score their invoices.");
        _meter.CreateObservableGauge("behind_seconds", () => _behind().TotalSeconds, "s", "How long a registry has asked for a version that is not served; of the tenant that waits longest.");
        _switches = _meter.CreateCounter<long>("switches", "{switch}", "Tries to serve the version that a registry asks for, by outcome.");
        _took = _meter.CreateHistogram<double>("switch_seconds", "s", "From the first look that saw another version in force to the exchange.", advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300],
        });
    }

    /// <param name="outcome">Done, Refused.</param>
    public void OnSwitch(string outcome) => _switches.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void OnTook(TimeSpan time) => _took.Record(time.TotalSeconds);

    public void Dispose() => _meter.Dispose();

    /// <summary>Where the gauges look whenever somebody asks.</summary>
    internal void Watch(Func<ModelOrigin, long> tenants, Func<TimeSpan> behind) => (_tenants, _behind) = (tenants, behind);

    private IEnumerable<Measurement<long>> Tenants() =>
        Enum.GetValues<ModelOrigin>().Select(from => new Measurement<long>(_tenants(from), new KeyValuePair<string, object?>("from", from.ToString())));
}
