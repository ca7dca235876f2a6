using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Triage.Grains.Replay;
using Triage.Silo.Errors;

namespace Triage.Silo.Replay;

/// <summary>A replay takes the processors that scoring needs, so only so many run at once, and none waits: nobody knows how long.</summary>
internal sealed class ReplayPlaces(IOptions<ReplayOptions> options) : IDisposable
{
    private readonly ConcurrencyLimiter _limiter = new(new() { PermitLimit = options.Value.ReplaysMax, QueueLimit = 0 });

    /// <summary>To be disposed at its end.</summary>
    public IDisposable Take() => _limiter.AttemptAcquire(1) is { IsAcquired: true } place
        ? place
        : throw LimitErrors.TooFast("replays", "Another replay runs", null);

    public void Dispose() => _limiter.Dispose();
}
