using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Triage.Silo.Errors;

/// <summary>Refusals of what is too much: which limit, and when to come back. Nothing was accepted.</summary>
internal static class LimitErrors
{
    // The bucket counts whole milliseconds; a caller's timer counts its kernel's ticks, up to 10 ms each, and may end one of them early.
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(12);

    public static RpcException TooFast(string limit, string what, TimeSpan? retryAfter) => Refusal(
        limit, $"{what}; nothing was accepted.", new RetryInfo { RetryDelay = Duration.FromTimeSpan(retryAfter + Rounding ?? RpcErrors.RetryDelay) });

    /// <summary>Coming back does not help, so no delay is named.</summary>
    public static RpcException TooLarge(string limit, string what) => Refusal(limit, $"{what}; nothing was accepted, and sending it again will not help.", null);

    private static RpcException Refusal(string limit, string message, RetryInfo? retry)
    {
        var quota = new QuotaFailure { Violations = { new QuotaFailure.Types.Violation { Subject = limit, Description = message } } };
        return retry is null ? RpcErrors.Of(Code.ResourceExhausted, message, quota) : RpcErrors.Of(Code.ResourceExhausted, message, quota, retry);
    }
}
