using System.Diagnostics;
using Triage.Silo.Telemetry;

namespace Triage.Silo.Limits;

/// <summary>
/// The places in which calls and invoices are worked on. A place that gets free goes to the waiting tenant that has the
/// fewest, among equals to the one served longest ago, so a flood from one takes from another no more than the wait for one
/// place. Inside, calls are served in turn, so who has a place waits for all that have one: while several tenants call,
/// there are fewer, and while one of them calls quietly each other may have but a part of those. How many wait is bounded before: by calls in flight and by streams.
/// </summary>
/// <param name="alone">Places while one tenant calls.</param>
/// <param name="shared">Places while several do.</param>
/// <param name="ofEach">The most of those that one tenant has, where another called quietly a moment ago.</param>
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

    // The one that called last first.
    private readonly LinkedList<Line> _called = [];
    private int _used;

    /// <summary>Tenants that are remembered: they have a place, wait for one, or called a moment ago.</summary>
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
        Line line;
        Waiter? waiter = null;
        List<Waiter>? served;
        lock (_gate)
        {
            line = OnCalled(tenant);
            if ((line.IsIdle || _waiting.Count == 0) && MayEnter(line))
            {
                Take(line);
            }
            else
            {
                waiter = AddWaiter(line);
            }

            // Among them this one, where it comes before those who wait; or those of whom it was, until now, the quiet one.
            served = TakeThoseWhoMayEnter();
        }

        served?.ForEach(other => other.Serve());
        return waiter is null ? new(new Place(this, line)) : waiter.WaitAsync(cancellationToken);
    }

    private long Now() => time.GetTimestamp();

    private void OnAwaited(long began) => metrics.OnPlaceAwaited(time.GetElapsedTime(began));

    /// <summary>The tenant's line, first among those who called. Who is long gone is forgotten.</summary>
    private Line OnCalled(string tenant)
    {
        if (_lines.TryGetValue(tenant, out var line))
        {
            _called.Remove(line.Called);
        }
        else
        {
            _lines.Add(tenant, line = new Line(tenant));
        }

        _called.AddFirst(line.Called);
        line.CalledAt = time.GetTimestamp();
        while (_called.Last is { Value: { IsIdle: true } last } && time.GetElapsedTime(last.CalledAt) >= Remembered)
        {
            _called.RemoveLast();
            _lines.Remove(last.Tenant);
        }

        return line;
    }

    private Waiter AddWaiter(Line line)
    {
        var waiter = new Waiter(this, line);
        line.Waiters.AddLast(waiter.Node);
        if (line.Waiters.Count == 1)
        {
            _waiting.AddLast(line.Node);
        }

        return waiter;
    }

    /// <summary>Who has none need not wait until the many that another tenant had alone are down to the few that are shared.</summary>
    private bool MayEnter(Line line)
    {
        if (line.Used == 0 || LatestOther(line) is not { } other || time.GetElapsedTime(other.CalledAt) >= Remembered)
        {
            return _used < alone;
        }

        return _used < shared && (line.Used < ofEach || !IsAnotherQuiet(line));
    }

    private Line? LatestOther(Line line)
    {
        var latest = _called.First;
        return latest?.Value == line ? latest.Next?.Value : latest?.Value;
    }

    /// <summary>Another that called a moment ago, has fewer and waits for none: the rest is kept free for its next call.</summary>
    private bool IsAnotherQuiet(Line line) => _called
        .TakeWhile(other => time.GetElapsedTime(other.CalledAt) <= Busy)
        .Any(other => other != line && other.Waiters.Count == 0 && other.Used < line.Used);

    private void Leave(Line line)
    {
        List<Waiter>? served;
        lock (_gate)
        {
            line.Used--;
            _used--;
            Debug.Assert(line.Used >= 0, "A place was given back twice.");
            served = TakeThoseWhoMayEnter();
        }

        served?.ForEach(waiter => waiter.Serve());
    }

    /// <returns>More than one where the other tenants went away; <c>null</c>: nobody.</returns>
    private List<Waiter>? TakeThoseWhoMayEnter()
    {
        List<Waiter>? served = null;
        while (_waiting.MinBy(waiting => waiting.Used) is { } next && MayEnter(next))
        {
            Take(next);
            (served ??= []).Add(RemoveFirst(_waiting, next));
        }

        return served;
    }

    private void Take(Line line)
    {
        _used++;
        line.Used++;
    }

    private static Waiter RemoveFirst(LinkedList<Line> waiting, Line line)
    {
        var next = line.Waiters.First!.Value; // somebody waits in each of these lines
        next.IsServed = true;
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

            return true;
        }
    }
}
