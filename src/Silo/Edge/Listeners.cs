using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Triage.Silo.Edge;

/// <summary>Two ports, gRPC first: without TLS one port cannot tell HTTP/2 from HTTP/1.1.</summary>
internal sealed class Listeners(IOptions<EdgeOptions> edge) : IConfigureOptions<KestrelServerOptions>
{
    private const double SlowestBytesPerSecond = 240;
    private static readonly TimeSpan TimeToReset = TimeSpan.FromSeconds(15);

    // Who sends more slowly, or nothing, holds a connection without using it.
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan BodyGrace = TimeSpan.FromSeconds(5);
    private const double BodyBytesPerSecondMin = 240;

    // A peer that vanished without a word is noticed, so that its streams do not stay.
    private static readonly TimeSpan PingAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(20);

    private const int HeadersMax = 100;
    private const int HeaderBytesMax = 32 * 1024;

    // What a connection may send before anybody reads: of one call, and of all its calls together.
    private const int CallWindowBytes = 768 * 1024;
    private const int ConnectionWindowBytes = 1024 * 1024;

    public void Configure(KestrelServerOptions options)
    {
        var settings = edge.Value;
        options.AddServerHeader = false;

        // A gRPC stream has no end that one could count; its messages have a limit each. RequestSizes limits the rest.
        options.Limits.MaxRequestBodySize = null;

        // One call that is not read would end its connection and all others on it. TimedWriter resets streams before; the rest is left to the server.
        options.Limits.MinResponseDataRate = new MinDataRate(SlowestBytesPerSecond, settings.StreamWriteTimeout + settings.AnswerTakenTimeout + TimeToReset);
        SetLimits(options.Limits, settings);
        Listen(options, settings, settings.GrpcPort, HttpProtocols.Http2);
        Listen(options, settings, settings.HttpPort, HttpProtocols.Http1);
    }

    private static void SetLimits(KestrelServerLimits limits, EdgeOptions settings)
    {
        limits.MaxConcurrentConnections = settings.ConnectionsMax;
        limits.MaxRequestHeaderCount = HeadersMax;
        limits.MaxRequestHeadersTotalSize = HeaderBytesMax;
        limits.RequestHeadersTimeout = HeadersTimeout;
        limits.MinRequestBodyDataRate = new MinDataRate(BodyBytesPerSecondMin, BodyGrace);
        limits.Http2.MaxStreamsPerConnection = settings.CallsPerConnectionMax;
        limits.Http2.InitialStreamWindowSize = CallWindowBytes;
        limits.Http2.InitialConnectionWindowSize = ConnectionWindowBytes;
        limits.Http2.KeepAlivePingDelay = PingAfter;
        limits.Http2.KeepAlivePingTimeout = PingTimeout;
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
