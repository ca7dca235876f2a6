using Grpc.Core;

namespace Triage.Client;

/// <summary>Which failures pass by themselves: the service restarts, is full, or the way to it broke.</summary>
internal static class Outage
{
    public static bool Passes(RpcException failure) =>
        failure.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled
            or StatusCode.Internal or StatusCode.Unknown or StatusCode.Aborted
        // Without a time to come back it is too large, not too fast.
        || (failure.StatusCode == StatusCode.ResourceExhausted && Backoff.AskedBy(failure) is not null);
}
