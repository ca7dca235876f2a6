namespace Triage.Grains.MasterData;

/// <summary>One tenant's snapshot, and the one look at the store that may be under way.</summary>
internal sealed class CachedTenant
{
    private readonly Lock _gate = new();
    private HeldMasterData? _held;
    private Task<HeldMasterData>? _refresh;
    private long _usedAt;

    public HeldMasterData? Held
    {
        get => Volatile.Read(ref _held);
        set => Interlocked.Exchange(ref _held, value);
    }

    public long UsedAt
    {
        get => Volatile.Read(ref _usedAt);
        set => Volatile.Write(ref _usedAt, value);
    }

    /// <summary>Joins the look that is under way, or begins one.</summary>
    public Task<HeldMasterData> RefreshAsync(Func<Task<HeldMasterData>> begin)
    {
        lock (_gate)
        {
            // A caller's own thread must not do the work of all: grains wait on theirs.
            return _refresh is { IsCompleted: false } under ? under : _refresh = Task.Run(begin);
        }
    }
}
