using System.Threading.RateLimiting;
using Grpc.Core;
using Triage.Silo.Errors;
using Triage.Silo.Telemetry;

namespace Triage.Silo.Limits;

/// <summary>
/// How many invoices a tenant may bring: each that is offered takes a token, whatever becomes of it. A call without one
/// is refused at once; an item of a stream waits for one, so its stream is read slower, and is refused when too many wait.
/// </summary>
internal sealed class InvoiceRate : IDisposable
{
    // A token is a thousand permits, so that any rate is a whole number of permits each millisecond.
    private const int Token = 1000;
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(1);

    private readonly EdgeMetrics _metrics;
    private readonly PartitionedRateLimiter<string> _buckets;

    public InvoiceRate(LimitsTable limits, EdgeMetrics metrics)
    {
        _metrics = metrics;
        _buckets = PartitionedRateLimiter.Create<string, string>(
            tenant => RateLimitPartition.Get(tenant, name => new PromptBucket(Bucket(limits.Of(name)))), StringComparer.Ordinal);
    }

    /// <summary><c>null</c>: it may come in.</summary>
    public RpcException? Take(string tenant)
    {
        using var lease = _buckets.AttemptAcquire(tenant, Token);
        return Refusal(lease);
    }

    public async ValueTask<RpcException?> TakeOrWaitAsync(string tenant, CancellationToken cancellationToken)
    {
        using var lease = await _buckets.AcquireAsync(tenant, Token, cancellationToken);
        return Refusal(lease);
    }

    public void Dispose() => _buckets.Dispose();

    private static TokenBucketRateLimiterOptions Bucket(LimitsOptions limits) => new()
    {
        TokenLimit = limits.InvoicesBurstMax * Token,
        TokensPerPeriod = limits.InvoicesPerSecond,
        ReplenishmentPeriod = Period,
        QueueLimit = limits.InvoicesWaitingMax * Token,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        AutoReplenishment = false,
    };

    private RpcException? Refusal(RateLimitLease lease)
    {
        if (lease.IsAcquired)
        {
            return null;
        }

        _metrics.OnRefused(LimitKind.Rate);
        return LimitErrors.TooFast(
            "Limits:InvoicesPerSecond",
            "The tenant brings more invoices in a second than it may",
            lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : null);
    }
}
