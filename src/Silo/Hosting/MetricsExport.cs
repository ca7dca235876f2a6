using Prometheus;

namespace Triage.Silo.Hosting;

internal static class MetricsExport
{
    /// <summary>Prometheus sees our meters and the process, not everything that .NET measures.</summary>
    public static void Configure()
    {
        Metrics.SuppressDefaultMetrics(new SuppressDefaultMetricOptions { SuppressMeters = false, SuppressEventCounters = true });
        Metrics.ConfigureMeterAdapter(options => options.InstrumentFilterPredicate = instrument => instrument.Meter.Name.StartsWith("Triage.", StringComparison.Ordinal));
    }
}
