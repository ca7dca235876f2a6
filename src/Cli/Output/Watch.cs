namespace Triage.Cli.Output;

internal static class Watch
{
    /// <summary>Waits for the work, but no longer than so long.</summary>
    public static async Task<bool> EndedAsync(Task work, TimeSpan within, TimeProvider time)
    {
        using var stop = new CancellationTokenSource();
        await Task.WhenAny(work, Task.Delay(within, time, stop.Token));
        await stop.CancelAsync();
        return work.IsCompleted;
    }
}
