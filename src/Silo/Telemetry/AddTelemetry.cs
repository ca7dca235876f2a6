using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Triage.Grains.Invoices;

namespace Triage.Silo.Telemetry;

internal static class AddTelemetryExtension
{
    public const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<PrometheusExport>();
        if (!string.IsNullOrEmpty(builder.Configuration[OtlpEndpoint]))
        {
            // Spans that nobody collects would be pure cost.
            builder.Services.AddOpenTelemetry()
                .ConfigureResource(resource => resource.AddService("triage-silo"))
                .WithTracing(tracing => tracing
                    .AddAspNetCoreInstrumentation()
                    .AddSource("Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application", InvoiceTracing.SourceName)
                    .AddOtlpExporter());
        }

        return builder;
    }
}
