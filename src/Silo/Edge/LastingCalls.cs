using System.Collections.Frozen;
using Grpc.Core;
using Triage.Silo.Access;
using Triage.Silo.Errors;

namespace Triage.Silo.Edge;

/// <summary>Calls that may last for hours: they end when their caller leaves, their token ends, or the service stops.</summary>
internal sealed class LastingCalls(IHostApplicationLifetime lifetime, TimeProvider time)
{
    // A timer cannot be set further ahead.
    private static readonly TimeSpan TimerMax = TimeSpan.FromDays(40);

    private static readonly FrozenSet<string> Waits = ["/triage.v1.WaitingService/AwaitVerdict"];

    /// <summary>Whether a unary call waits and does no work: counted with those that work, it would keep them out.</summary>
    public static bool IsWait(string rpc) => Waits.Contains(rpc);

    public async Task<T> RunAsync<T>(ServerCallContext context, Func<CancellationToken, Task<T>> body)
    {
        using var expiry = new CancellationTokenSource(TimeLeft(Identity.Of(context)), time);
        using var life = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping, expiry.Token);
        try
        {
            return await body(life.Token);
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested && expiry.IsCancellationRequested)
        {
            throw RpcErrors.Unauthenticated(ErrorReason.CredentialExpired, "The bearer token ended; come back with a new one and go on from where you are.");
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested && lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw RpcErrors.Unavailable("The service stops; come back and go on from where you are.");
        }
    }

    private TimeSpan TimeLeft(Identity identity) => (identity.GoodUntil - time.GetUtcNow()) switch
    {
        var left when left > TimerMax => Timeout.InfiniteTimeSpan,
        var left when left > TimeSpan.Zero => left,
        _ => TimeSpan.Zero,
    };

    public Task RunAsync(ServerCallContext context, Func<CancellationToken, Task> body) => RunAsync(context, async ending =>
    {
        await body(ending);
        return true;
    });
}
