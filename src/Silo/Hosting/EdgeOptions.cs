using System.ComponentModel.DataAnnotations;

namespace Triage.Silo.Hosting;

/// <summary>Where the service listens, and how much it takes at once.</summary>
public sealed class EdgeOptions
{
    /// <summary>Loopback port of gRPC (HTTP/2 without TLS); 0 takes a free one. Default: 7500</summary>
    [Range(0, 65_535)]
    public int GrpcPort { get; set; } = 7500;

    /// <summary>Loopback port of REST, metrics and health (HTTP/1.1); 0 takes a free one. Default: 7501</summary>
    [Range(0, 65_535)]
    public int HttpPort { get; set; } = 7501;

    /// <summary>Invoices of one stream under way at once; more are not read until one is answered. Default: 256</summary>
    [Range(1, 65_536)]
    public int StreamInFlightMax { get; set; } = 256;

    /// <summary>Largest message in bytes. Default: 4194304</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MessageBytesMax { get; set; } = 4 * 1024 * 1024;
}
