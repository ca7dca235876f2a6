using System.ComponentModel.DataAnnotations;

namespace Triage.Silo.Edge;

/// <summary>Section <c>Edge</c>: where the service listens and how much it takes at once.</summary>
public sealed class EdgeOptions
{
    public const string Section = "Edge";

    /// <summary>Port for gRPC (HTTP/2 without TLS); 0 takes a free one. Default: 7500.</summary>
    [Range(0, 65535)]
    public int GrpcPort { get; set; } = 7500;

    /// <summary>Port for REST, metrics and health (HTTP/1.1); 0 takes a free one. Default: 7501.</summary>
    [Range(0, 65535)]
    public int HttpPort { get; set; } = 7501;

    /// <summary>Listens on every address of the machine instead of loopback alone; needs an external issuer. Default: false.</summary>
    public bool ListenAnyIP { get; set; }

    /// <summary>Unary calls in progress in this silo; one more is refused with RESOURCE_EXHAUSTED. Default: 4096.</summary>
    [Range(1, 1_000_000)]
    public int UnaryInFlightMax { get; set; } = 4096;

    /// <summary>Streams open in this silo; one more is refused with RESOURCE_EXHAUSTED. Default: 128.</summary>
    [Range(1, 100_000)]
    public int StreamsMax { get; set; } = 128;

    /// <summary>Calls of AwaitVerdict that wait; they are not counted with the others. One more is refused with RESOURCE_EXHAUSTED. Default: 4096.</summary>
    [Range(1, 1_000_000)]
    public int WaitersMax { get; set; } = 4096;

    /// <summary>Invoices in progress in one stream; the stream is read no further until one is answered. Default: 256.</summary>
    [Range(1, 100_000)]
    public int StreamInFlightMax { get; set; } = 256;

    /// <summary>A caller that does not take a message of its stream for so long is told so and the stream ends. Default: 30 seconds.</summary>
    public TimeSpan StreamWriteTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A caller that was told so must take what was on its way within this time, or its call is reset. Default: 15 seconds.</summary>
    public TimeSpan AnswerTakenTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>A SubmitStream whose caller sends nothing, and waits for nothing, for so long is ended. Default: 10 minutes.</summary>
    public TimeSpan StreamIdleTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Connections open at once on both ports; one more is closed at once. Default: 4096.</summary>
    [Range(1, 1_000_000)]
    public int ConnectionsMax { get; set; } = 4096;

    /// <summary>Calls in progress on one connection; the client library holds back what is more. Default: 100.</summary>
    [Range(1, 10_000)]
    public int CallsPerConnectionMax { get; set; } = 100;

    /// <summary>Largest message accepted, after decompression. Default: 4194304 (4 MB).</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int ReceiveBytesMax { get; set; } = 4 * 1024 * 1024;
}
