using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Triage.Silo.Edge;

/// <summary>Two ports, gRPC first: without TLS one port cannot tell HTTP/2 from HTTP/1.1.</summary>
internal sealed class Listeners(IOptions<EdgeOptions> edge) : IConfigureOptions<KestrelServerOptions>
{
    private const double SlowestBytesPerSecond = 240;
    private static readonly TimeSpan TimeToTell = TimeSpan.FromSeconds(15);

    public void Configure(KestrelServerOptions options)
    {
        var settings = edge.Value;
        options.AddServerHeader = false;

        // A gRPC stream has no end that one could count; its messages have a limit each. RequestSizes limits the rest.
        options.Limits.MaxRequestBodySize = null;

        // Whoever takes nothing is told first; then the server, which ends the whole connection, may have its way.
        options.Limits.MinResponseDataRate = new MinDataRate(SlowestBytesPerSecond, settings.StreamWriteTimeout + TimeToTell);
        Listen(options, settings, settings.GrpcPort, HttpProtocols.Http2);
        Listen(options, settings, settings.HttpPort, HttpProtocols.Http1);
    }

    private static void Listen(KestrelServerOptions options, EdgeOptions settings, int port, HttpProtocols protocols)
    {
        if (settings.ListenAnyIP)
        {
            options.ListenAnyIP(port, listen => listen.Protocols = protocols);
        }
        else
        {
            options.Listen(IPAddress.Loopback, port, listen => listen.Protocols = protocols);
        }
    }
}
