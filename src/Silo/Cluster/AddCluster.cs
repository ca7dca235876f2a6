using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Triage.Silo.Telemetry;

namespace Triage.Silo.Cluster;

internal static class AddClusterExtension
{
    private const int AddressesCached = 20_000;

    public static WebApplicationBuilder AddCluster(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ClusterNameOptions>().BindConfiguration(ClusterNameOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<GrainsOptions>().BindConfiguration(GrainsOptions.Section).ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GrainsOptions>, GrainsOptionsValidator>());
        var names = builder.Configuration.GetSection(ClusterNameOptions.Section).Get<ClusterNameOptions>() ?? new();
        builder.UseOrleans(silo =>
        {
            // No gateway: the edge is in the same process and nobody else may call grains.
            silo.UseLocalhostClustering(FreePort(), gatewayPort: 0, primarySiloEndpoint: null, names.ServiceId, names.ClusterId);
            if (!string.IsNullOrEmpty(builder.Configuration[AddTelemetryExtension.OtlpEndpoint]))
            {
                // A filter around every call of a grain: where nobody collects traces it would be pure cost.
                silo.AddActivityPropagation();
            }

            // Most invoices are called for a second of their life: the default, a million addresses, only fills memory.
            silo.Configure<GrainDirectoryOptions>(directory => directory.CacheSize = AddressesCached);
            silo.Services.AddOptions<GrainCollectionOptions>().Configure<IOptions<GrainsOptions>>((collection, grains) =>
            {
                collection.CollectionAge = grains.Value.CollectionAge;
                collection.CollectionQuantum = grains.Value.CollectionQuantum;
            });
        });
        return builder;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
