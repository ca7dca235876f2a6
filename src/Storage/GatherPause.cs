namespace Triage.Storage;

/// <summary>
/// A short pause in which more work gathers for the next call. Most of what a small call costs is the same for a large one, so
/// without it a busy moment spends its processors on calls of two and three. Made only while several came during the call before
/// and few wait now: a caller alone never waits for others, and where many wait nothing is gained.
/// </summary>
internal sealed class GatherPause(TimeSpan time)
{
    private const int FewMax = 32;
    private int _before;

    /// <param name="waiting">So many would go now.</param>
    public bool IsWorthwhile(int waiting) => _before > 1 && waiting < FewMax && time > TimeSpan.Zero;

    // The machine's time, not the service's clock: nothing depends on it but cost.
    public Task MakeAsync() => Task.Delay(time, TimeProvider.System);

    public void OnCall(int items) => _before = items;
}
