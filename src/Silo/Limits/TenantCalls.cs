using System.Threading.RateLimiting;

namespace Triage.Silo.Limits;

/// <summary>How many calls, streams and waits of one tenant are open. A lease is held for as long as the call lasts.</summary>
internal sealed class TenantCalls(LimitsTable limits) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _unary = Create(tenant => limits.Of(tenant).UnaryInFlightMax);
    private readonly PartitionedRateLimiter<string> _streams = Create(tenant => limits.Of(tenant).StreamsMax);
    private readonly PartitionedRateLimiter<string> _waiters = Create(tenant => limits.Of(tenant).WaitersMax);

    public RateLimitLease EnterCall(string tenant) => _unary.AttemptAcquire(tenant);

    public RateLimitLease EnterStream(string tenant) => _streams.AttemptAcquire(tenant);

    public RateLimitLease EnterWait(string tenant) => _waiters.AttemptAcquire(tenant);

    public void Dispose()
    {
        _unary.Dispose();
        _streams.Dispose();
        _waiters.Dispose();
    }

    private static PartitionedRateLimiter<string> Create(Func<string, int> max) => PartitionedRateLimiter.Create<string, string>(
        tenant => RateLimitPartition.GetConcurrencyLimiter(tenant, name => new ConcurrencyLimiterOptions { PermitLimit = max(name), QueueLimit = 0 }), StringComparer.Ordinal);
}
