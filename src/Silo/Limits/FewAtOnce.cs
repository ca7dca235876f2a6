using System.Threading.RateLimiting;
using Triage.Silo.Errors;

namespace Triage.Silo.Limits;

/// <summary>Work that takes the processors that scoring needs: only so many run at once, and none waits, because nobody knows how long.</summary>
/// <param name="limit">The name under which callers are told of it.</param>
/// <param name="refusal">Why one more is refused.</param>
internal abstract class FewAtOnce(int permits, string limit, string refusal) : IDisposable
{
    private readonly ConcurrencyLimiter _limiter = new(new() { PermitLimit = permits, QueueLimit = 0 });

    /// <summary>To be disposed at its end.</summary>
    public IDisposable Take() => _limiter.AttemptAcquire(1) is { IsAcquired: true } place ? place : throw LimitErrors.TooFast(limit, refusal, null);

    public void Dispose() => _limiter.Dispose();
}
