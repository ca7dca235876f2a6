namespace Triage.TestKit;

/// <summary>
/// A clock that a test moves. Each reading is a microsecond later than the one before, so that no two
/// events share a time. Timers stay real: the cluster that a test hosts runs on them.
/// </summary>
public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Add(ref _ticks, TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
