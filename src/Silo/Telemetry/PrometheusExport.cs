using System.Diagnostics.Metrics;
using Prometheus;

namespace Triage.Silo.Telemetry;

/// <summary>Our meters and the process's own figures; the exporter would otherwise publish every meter of every library.</summary>
internal sealed class PrometheusExport : IDisposable
{
    private readonly IDisposable listening;

    public PrometheusExport()
    {
        Registry = Metrics.NewCustomRegistry();
        DotNetStats.Register(Registry);
        listening = MeterAdapter.StartListening(new MeterAdapterOptions
        {
            Registry = Registry,
            MetricFactory = Metrics.WithCustomRegistry(Registry),
            InstrumentFilterPredicate = instrument => instrument.Meter.Name.StartsWith("Triage.", StringComparison.Ordinal),
            ResolveHistogramBuckets = instrument => instrument is Instrument<double> { Advice.HistogramBucketBoundaries: { } boundaries }
                ? [.. boundaries]
                : MeterAdapterOptions.DefaultHistogramBuckets,
        });
    }

    public CollectorRegistry Registry { get; }

    public void Dispose() => listening.Dispose();
}
