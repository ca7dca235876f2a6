using Triage.Models.History;

namespace Triage.Silo.Tests;

/// <summary>A store that commits, fails or hangs as a test says; counts how often it was asked and how many asked at once.</summary>
internal sealed class FakeProbe : IStoreProbe
{
    private int _inside;
    private int _asked;
    private int _most;

    /// <summary>What a probe does until another is set.</summary>
    public Func<CancellationToken, Task> Behaviour { get; set; } = _ => Task.CompletedTask;

    public int Asked => Volatile.Read(ref _asked);

    public int MostAtOnce => Volatile.Read(ref _most);

    public async Task ProbeAsync(CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _asked);
        _most = Math.Max(_most, Interlocked.Increment(ref _inside));
        try
        {
            await Behaviour(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }
}
