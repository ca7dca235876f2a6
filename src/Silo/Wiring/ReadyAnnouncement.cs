using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Triage.Silo.Data;

namespace Triage.Silo.Wiring;

/// <summary>Says where the service listens once it does: one line on standard output and <c>service.json</c> in the data directory.</summary>
internal sealed class ReadyAnnouncement(IServer server, IOptions<DataOptions> data, IHostApplicationLifetime lifetime, TextWriter output) : IHostedService
{
    private readonly string path = Path.Combine(data.Value.Directory, "service.json");

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Announce);
        lifetime.ApplicationStopping.Register(() => File.Delete(path));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Announce()
    {
        // In the order in which Listeners asked for them.
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses.ToArray() ?? [];
        if (addresses.Length != 2)
        {
            return;
        }

        var line = JsonSerializer.Serialize(new Announcement(true, Local(addresses[0]), Local(addresses[1])), JsonSerializerOptions.Web);
        var temporary = path + ".tmp";
        File.WriteAllText(temporary, line + "\n");
        File.Move(temporary, path, overwrite: true);
        output.WriteLine(line);
        output.Flush();
    }

    private static string Local(string address) => $"http://127.0.0.1:{BindingAddress.Parse(address).Port}";

    private sealed record Announcement(bool Ready, string Grpc, string Http);
}
