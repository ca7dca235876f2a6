using System.Diagnostics;
using Triage.Silo.Telemetry;

namespace Triage.Silo.Limits;

/// <summary>
/// The places in which calls and invoices are worked on. A place that gets free goes to the waiting tenant that has the
/// fewest, among equals to the one served longest ago: a tenant alone may have all, and a flood from one takes from
/// another no more than the wait for one place. How many wait is bounded before: by calls in flight and by streams.
/// </summary>
internal sealed partial class FairPlaces(int count, EdgeMetrics metrics, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);

    // Lines in which somebody waits, the one served longest ago first. Empty while a place is free.
    private readonly LinkedList<Line> _waiting = [];
    private int _free = count;

    /// <summary>Tenants that have a place or wait for one.</summary>
    public int TenantsCount
    {
        get
        {
            lock (_gate)
            {
                return _lines.Count;
            }
        }
    }

    /// <summary>Completes when the tenant has a place; it is given back by disposing it.</summary>
    public ValueTask<Place> EnterAsync(string tenant, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (_gate)
        {
            var line = LineOf(tenant);
            if (_free > 0)
            {
                _free--;
                line.Used++;
                return new(new Place(this, line));
            }

            waiter = new Waiter(this, line);
            line.Waiters.AddLast(waiter.Node);
            if (line.Waiters.Count == 1)
            {
                _waiting.AddLast(line.Node);
            }
        }

        return waiter.WaitAsync(cancellationToken);
    }

    private long Now() => time.GetTimestamp();

    private void OnAwaited(long began) => metrics.OnPlaceAwaited(time.GetElapsedTime(began));

    private Line LineOf(string tenant)
    {
        if (!_lines.TryGetValue(tenant, out var line))
        {
            _lines.Add(tenant, line = new Line(tenant));
        }

        return line;
    }

    private void Leave(Line line)
    {
        Waiter? next = null;
        lock (_gate)
        {
            line.Used--;
            if (_waiting.Count == 0)
            {
                _free++;
            }
            else
            {
                var served = _waiting.MinBy(waiting => waiting.Used)!; // there is one
                next = served.Waiters.First!.Value; // somebody waits in each of these lines
                next.IsServed = true;
                served.Used++;
                served.Waiters.Remove(next.Node);
                _waiting.Remove(served.Node);
                if (served.Waiters.Count > 0)
                {
                    _waiting.AddLast(served.Node);
                }
            }

            ForgetIfIdle(line);
        }

        next?.Serve();
    }

    /// <returns>False: it was served before it could leave.</returns>
    private bool TryGiveUp(Waiter waiter)
    {
        lock (_gate)
        {
            if (waiter.IsServed)
            {
                return false;
            }

            var line = waiter.Line;
            line.Waiters.Remove(waiter.Node);
            if (line.Waiters.Count == 0)
            {
                _waiting.Remove(line.Node);
            }

            ForgetIfIdle(line);
            return true;
        }
    }

    private void ForgetIfIdle(Line line)
    {
        Debug.Assert(line.Used >= 0, "A place was given back twice.");
        if (line.Used == 0 && line.Waiters.Count == 0)
        {
            _lines.Remove(line.Tenant);
        }
    }
}
