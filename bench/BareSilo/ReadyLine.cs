using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Triage.BareSilo;

/// <summary>Says where it listens, in the words of the service itself.</summary>
internal sealed class ReadyLine(IServer server, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() =>
        {
            // In the order in which Program listens.
            var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses.ToArray() ?? [];
            Console.WriteLine($$"""{"ready":true,"grpc":"{{addresses[0]}}","http":"{{addresses[1]}}"}""");
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
