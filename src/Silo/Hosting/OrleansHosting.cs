using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;

namespace Triage.Silo.Hosting;

internal static class OrleansHosting
{
    /// <summary>One silo on loopback. Idle grains leave memory early: an invoice is rarely asked for twice in a row.</summary>
    public static void AddSilo(this IHostBuilder host) => host.UseOrleans(silo => silo
        .UseLocalhostClustering(FreePort(), FreePort(), serviceId: "triage", clusterId: "embedded")
        .Configure<EndpointOptions>(options => options.AdvertisedIPAddress = IPAddress.Loopback)
        .Configure<GrainCollectionOptions>(options =>
        {
            options.CollectionQuantum = TimeSpan.FromSeconds(5);
            options.CollectionAge = TimeSpan.FromSeconds(15);
        }));

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
