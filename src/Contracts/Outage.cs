using Google.Rpc;
using Grpc.Core;

namespace Triage.Client;

/// <summary>Which failures pass by themselves: the service restarts, is full, or the way to it broke.</summary>
internal static class Outage
{
    private const string CredentialExpired = "CREDENTIAL_EXPIRED";

    public static bool Passes(RpcException failure, TriageClientOptions options) =>
        failure.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled
            or StatusCode.Internal or StatusCode.Unknown or StatusCode.Aborted
        // Without a time to come back it is too large, not too fast.
        || (failure.StatusCode == StatusCode.ResourceExhausted && Backoff.AskedBy(failure) is not null)
        // The service ends what lasts together with its token; the next call carries another, where there is one.
        || (failure.StatusCode == StatusCode.Unauthenticated && options.TokenSource is not null
            && failure.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason == CredentialExpired);
}
