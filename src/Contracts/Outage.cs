using Grpc.Core;

namespace Triage.Client;

/// <summary>Which failures pass by themselves: the service restarts, is full, or the way to it broke.</summary>
internal static class Outage
{
    public static bool Passes(RpcException failure) =>
        failure.StatusCode is StatusCode.Unavailable or StatusCode.ResourceExhausted or StatusCode.DeadlineExceeded
            or StatusCode.Cancelled or StatusCode.Internal or StatusCode.Unknown or StatusCode.Aborted;
}
