using System.Collections.Concurrent;

namespace Triage.Contracts.Tests;

/// <summary>The system's clock, but nobody waits: a timer rings at once, or never where the test says so, and its time is kept.</summary>
internal sealed class WaitlessTime : TimeProvider
{
    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    /// <summary>Called in place of a wait; <c>null</c> lets it pass.</summary>
    public Action? OnWait { get; set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waits.Enqueue(dueTime);
        OnWait?.Invoke();
        return base.CreateTimer(callback, state, OnWait is null ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
