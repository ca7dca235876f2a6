using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Triage.Cli.Serve;

/// <summary>The line that the service prints when it is ready, and keeps in the data directory while it runs.</summary>
internal sealed record ServiceAddress(
    [property: JsonPropertyName("ready")] bool Ready,
    [property: JsonPropertyName("grpc")] string Grpc,
    [property: JsonPropertyName("http")] string Http)
{
    public static string FileOf(string dataDirectory) => Path.Combine(dataDirectory, "service.json");

    /// <returns>Null for a line that is something else.</returns>
    public static ServiceAddress? Parse(string line)
    {
        if (!line.StartsWith('{'))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<ServiceAddress>(line) is { Ready: true, Grpc: not null, Http: not null } address ? address : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <returns>Null when no service runs on this data; a file left by a killed one does not count.</returns>
    public static async Task<ServiceAddress?> FindAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        var file = FileOf(dataDirectory);
        if (!File.Exists(file) || Parse((await File.ReadAllTextAsync(file, cancellationToken)).Trim()) is not { } address)
        {
            return null;
        }

        try
        {
            var uri = new Uri(address.Grpc);
            using var probe = new TcpClient();
            await probe.ConnectAsync(uri.Host, uri.Port, cancellationToken);
            return address;
        }
        catch (Exception unreachable) when (unreachable is SocketException or UriFormatException)
        {
            return null;
        }
    }
}
