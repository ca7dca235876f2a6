using System.Threading.RateLimiting;
using Triage.Silo.Errors;

namespace Triage.Silo.Registry;

/// <summary>A package is in memory whole while it is read and checked, so only so many are at once, and few wait.</summary>
internal sealed class PackagePlaces : IDisposable
{
    public const int Max = 2;
    public const int WaitingMax = 16;

    private readonly ConcurrencyLimiter _limiter = new(new() { PermitLimit = Max, QueueLimit = WaitingMax, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    /// <summary>To be disposed when the package is no longer in memory.</summary>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken) => await _limiter.AcquireAsync(1, cancellationToken) is { IsAcquired: true } place
        ? place
        : throw LimitErrors.TooFast("packages", "Other model packages are being checked", null);

    public void Dispose() => _limiter.Dispose();
}
