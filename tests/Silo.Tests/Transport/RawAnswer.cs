using System.Globalization;
using Grpc.Core;

namespace Triage.Silo.Tests.Transport;

/// <summary>How a stream ended: with headers and trailers, with a reset, or with its connection.</summary>
internal sealed record RawAnswer(IReadOnlyList<(string Name, string Value)> Headers)
{
    public int? Reset { get; init; }

    public int? GoAway { get; init; }

    public bool IsClosed { get; init; }

    public int? Http => Number(":status");

    public StatusCode? Grpc => (StatusCode?)Number("grpc-status");

    /// <summary>Neither of the codes that say that the service itself went wrong, in either protocol.</summary>
    public bool BlamesTheService => Grpc is StatusCode.Internal or StatusCode.Unknown || Http >= 500;

    public override string ToString() => $"http {Http}, grpc {Grpc}, reset {Reset}, goaway {GoAway}, closed {IsClosed}: {string.Join(" | ", Headers)}";

    private int? Number(string name) => Headers.LastOrDefault(header => header.Name == name).Value is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
