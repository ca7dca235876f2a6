using Prometheus;

namespace Triage.Silo.Telemetry;

internal static class MapPrometheusExtension
{
    public static IEndpointRouteBuilder MapPrometheus(this IEndpointRouteBuilder routes)
    {
        routes.MapMetrics("/metrics", routes.ServiceProvider.GetRequiredService<PrometheusExport>().Registry);
        return routes;
    }
}
