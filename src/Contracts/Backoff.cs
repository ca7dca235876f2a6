using Google.Rpc;
using Grpc.Core;

namespace Triage.Client;

/// <summary>How long to wait before the next try.</summary>
internal static class Backoff
{
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <param name="attempt">1 after the first failure.</param>
    public static TimeSpan After(int attempt) => TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(attempt - 1, 16)));

    /// <summary>What the service asks for; <c>null</c> where it says nothing.</summary>
    public static TimeSpan? AskedBy(RpcException refusal) => refusal.GetRpcStatus()?.GetDetail<RetryInfo>()?.RetryDelay?.ToTimeSpan();
}
