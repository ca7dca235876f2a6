namespace Triage.Storage;

/// <summary>
/// A short pause in which more work gathers for the next call. Most of what a small call costs is the same for a large one, so
/// without it a busy moment spends its processors on calls of two and three. Made only while several came during the call before,
/// just now, and few wait: a caller alone does not wait for others, and where many wait nothing is gained.
/// </summary>
internal sealed class GatherPause(TimeSpan pause, TimeProvider time)
{
    private const int FewMax = 32;

    /// <summary>So many pauses after a call it is not just now any more.</summary>
    private const int RecentPauses = 10;

    private int _before;
    private long _at;

    /// <summary>By the machine's time: nothing depends on it but cost.</summary>
    public GatherPause(TimeSpan pause)
        : this(pause, TimeProvider.System)
    {
    }

    /// <param name="waiting">So many would go now.</param>
    public bool IsWorthwhile(int waiting) =>
        _before > 1 && waiting < FewMax && pause > TimeSpan.Zero && time.GetElapsedTime(_at) < pause * RecentPauses;

    public Task MakeAsync() => Task.Delay(pause, time);

    public void OnCall(int items) => (_before, _at) = (items, time.GetTimestamp());
}
