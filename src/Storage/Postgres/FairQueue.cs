namespace Triage.Storage.Postgres;

/// <summary>
/// Appends that wait for a writer. Tenants take turns, each tenant's appends in order of arrival: however
/// much one tenant sends, another's next append is at most one round away.
/// </summary>
/// <param name="perTenantMax">So many of one tenant wait here; more wait in their callers.</param>
internal sealed class FairQueue(int perTenantMax)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal);
    private readonly Queue<Lane> _turns = new();
    private readonly Queue<TaskCompletionSource<bool>> _idle = new();
    private int _count;
    private bool _isClosed;

    public int Count => Volatile.Read(ref _count);

    /// <returns>False when the queue is closed.</returns>
    public async ValueTask<bool> AddAsync(PendingAppend pending, CancellationToken cancellationToken)
    {
        var lane = LaneOf(pending.Append.Key.Tenant);
        await lane.Places.WaitAsync(cancellationToken);
        lock (_lock)
        {
            if (_isClosed)
            {
                lane.Places.Release();
                return false;
            }

            lane.Waiting.Enqueue(pending);
            _count++;
            if (lane.Waiting.Count == 1)
            {
                _turns.Enqueue(lane);
            }

            if (_idle.TryDequeue(out var writer))
            {
                writer.SetResult(true);
            }
        }

        return true;
    }

    /// <summary>Adds what waits, at most so many; waits until there is something.</summary>
    /// <returns>False when the queue is closed and empty.</returns>
    public async ValueTask<bool> TakeAsync(List<PendingAppend> into, int max)
    {
        while (true)
        {
            TaskCompletionSource<bool> wake;
            lock (_lock)
            {
                if (Take(into, max))
                {
                    return true;
                }

                if (_isClosed)
                {
                    return false;
                }

                _idle.Enqueue(wake = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            await wake.Task;
        }
    }

    /// <summary>Adds what waits, at most so many in all; never waits.</summary>
    public void TakeNow(List<PendingAppend> into, int max)
    {
        lock (_lock)
        {
            Take(into, max);
        }
    }

    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            while (_idle.TryDequeue(out var writer))
            {
                writer.SetResult(true);
            }
        }
    }

    private bool Take(List<PendingAppend> into, int max)
    {
        var before = into.Count;
        while (into.Count < max && _turns.TryDequeue(out var lane))
        {
            into.Add(lane.Waiting.Dequeue());
            lane.Places.Release();
            _count--;
            if (lane.Waiting.Count > 0)
            {
                _turns.Enqueue(lane);
            }
        }

        return into.Count > before;
    }

    private Lane LaneOf(string tenant)
    {
        lock (_lock)
        {
            return _lanes.TryGetValue(tenant, out var lane) ? lane : _lanes[tenant] = new Lane(perTenantMax);
        }
    }

    private sealed class Lane(int max)
    {
        public SemaphoreSlim Places { get; } = new(max);

        public Queue<PendingAppend> Waiting { get; } = new();
    }
}
