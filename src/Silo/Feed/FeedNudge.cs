namespace Triage.Silo.Feed;

/// <summary>Tells a pump that something was committed: any number of times, it looks once.</summary>
internal sealed class FeedNudge : IDisposable
{
    private readonly SemaphoreSlim _signal = new(0, 1);
    private int _given;

    public void Give()
    {
        if (Interlocked.Exchange(ref _given, 1) == 0)
        {
            _signal.Release();
        }
    }

    /// <summary>Until the next one, or for so long.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (await _signal.WaitAsync(atMost, cancellationToken))
        {
            // Before the look that follows: what is committed during it nudges again.
            Volatile.Write(ref _given, 0);
        }
    }

    public void Dispose() => _signal.Dispose();
}
