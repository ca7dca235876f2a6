using System.Diagnostics;
using Triage.Silo.Telemetry;

namespace Triage.Silo.Limits;

/// <summary>
/// The places in which calls and invoices are worked on. A place that gets free goes to the waiting tenant that has the
/// fewest, among equals to the one served longest ago, so a flood from one takes from another no more than the wait for one
/// place. Inside, calls are served in turn, so who has a place waits for all that have one: while several tenants call,
/// there are fewer, and one tenant alone may have but a part of them. How many wait is bounded before: by calls in flight and by streams.
/// </summary>
/// <param name="alone">Places while one tenant calls.</param>
/// <param name="shared">Places while several do.</param>
/// <param name="ofEach">The most of those that one tenant has, where another called a moment ago.</param>
internal sealed partial class FairPlaces(int alone, int shared, int ofEach, EdgeMetrics metrics, TimeProvider time)
{
    // Who calls now and then is still there between two calls.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);

    // But one who only looks in, a monitor say, leaves the others their work.
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);

    // Lines in which somebody waits, the one served longest ago first. While a place is free, they are of tenants that have all they may.
    private readonly LinkedList<Line> _waiting = [];
    private int _used;
    private string? _lastTenant;
    private long? _lastChange;

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
            Notice(tenant);
            if (MayEnter(line) && (line is { Used: 0, Waiters.Count: 0 } || _waiting.Count == 0 || !_waiting.Any(MayEnter)))
            {
                _used++;
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

    private void Notice(string tenant)
    {
        if (_lastTenant != tenant)
        {
            _lastChange = _lastTenant is null ? null : time.GetTimestamp();
            _lastTenant = tenant;
        }
    }

    /// <summary>Who has none need not wait until the many that another tenant had alone are down to the few that are shared.</summary>
    private bool MayEnter(Line line)
    {
        if (line.Used == 0 || _lastChange is not { } change)
        {
            return _used < alone;
        }

        var since = time.GetElapsedTime(change);
        return _used < (since < Remembered ? shared : alone) && (line.Used < ofEach || since > Busy);
    }

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
        var served = new List<Waiter>(1);
        lock (_gate)
        {
            line.Used--;
            _used--;

            // More than one where the other tenants went away.
            while (_waiting.MinBy(waiting => waiting.Used) is { } next && MayEnter(next))
            {
                _used++;
                served.Add(TakeFirst(_waiting, next));
            }

            ForgetIfIdle(line);
        }

        served.ForEach(waiter => waiter.Serve());
    }

    private static Waiter TakeFirst(LinkedList<Line> waiting, Line line)
    {
        var next = line.Waiters.First!.Value; // somebody waits in each of these lines
        next.IsServed = true;
        line.Used++;
        line.Waiters.Remove(next.Node);
        waiting.Remove(line.Node);
        if (line.Waiters.Count > 0)
        {
            waiting.AddLast(line.Node);
        }

        return next;
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
