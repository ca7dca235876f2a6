using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Triage.Grains.Drift;
using Triage.Silo.Errors;

namespace Triage.Silo.Drift;

/// <summary>A measurement reads thousands of verdicts beside the calls, so only so many run at once, and none waits: nobody knows how long.</summary>
internal sealed class DriftPlaces(IOptions<DriftOptions> options) : IDisposable
{
    private readonly ConcurrencyLimiter _limiter = new(new() { PermitLimit = options.Value.MeasurementsMax, QueueLimit = 0 });

    /// <summary>To be disposed at its end.</summary>
    public IDisposable Take() => _limiter.AttemptAcquire(1) is { IsAcquired: true } place
        ? place
        : throw LimitErrors.TooFast("drift", "Another measurement of drift runs", null);

    public void Dispose() => _limiter.Dispose();
}
