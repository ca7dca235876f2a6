using System.Threading.RateLimiting;

namespace Triage.Silo.Limits;

/// <summary>
/// A token bucket that is refilled when it is asked, not only when the partition's timer comes by: a caller that
/// comes back at the time it was told finds its token. Waiting callers are served by the timer, ten times a second.
/// </summary>
internal sealed class PromptBucket(TokenBucketRateLimiterOptions options) : ReplenishingRateLimiter
{
    private readonly TokenBucketRateLimiter _bucket = new(options);

    public override bool IsAutoReplenishing => _bucket.IsAutoReplenishing;

    public override TimeSpan ReplenishmentPeriod => _bucket.ReplenishmentPeriod;

    public override TimeSpan? IdleDuration => _bucket.IdleDuration;

    public override RateLimiterStatistics? GetStatistics() => _bucket.GetStatistics();

    public override bool TryReplenish() => _bucket.TryReplenish();

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        _bucket.TryReplenish();
        return _bucket.AttemptAcquire(permitCount);
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        _bucket.TryReplenish();
        return _bucket.AcquireAsync(permitCount, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _bucket.Dispose();
        }

        base.Dispose(disposing);
    }
}
