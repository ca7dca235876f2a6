using Triage.Models.Clock;
using Triage.Models.Scoring.Priority;

namespace Triage.Training.Priority;

/// <summary>
/// A queue and those who answer it, by discrete events. Nobody is idle while something waits in open hours, and work that was begun is ended
/// before other work, over a closed night if need be.
/// </summary>
internal sealed class QueueSimulation
{
    private const long Never = long.MaxValue;

    private readonly QueueDraw _draw;
    private readonly IQueuePolicy _policy;
    private readonly SortedDictionary<PriorityPlace, QueueItem> _waiting = [];
    private readonly Dictionary<int, QueuePlace> _places = [];
    private readonly PriorityQueue<QueueItem, (long At, int Index)> _changes = new();
    private readonly PriorityQueue<QueueItem, (long At, int Index)> _working = new();
    private readonly QueueAnswer[] _answers;
    private int _arrived;

    private QueueSimulation(QueueDraw draw, IQueuePolicy policy)
    {
        _draw = draw;
        _policy = policy;
        _answers = new QueueAnswer[draw.Items.Length];
    }

    /// <returns>By the item's index.</returns>
    public static QueueAnswer[] Run(QueueDraw draw, IQueuePolicy policy)
    {
        var run = new QueueSimulation(draw, policy);
        for (var now = run.Next(0); now != Never; now = run.Next(now))
        {
            run.Step(now);
        }

        return run._answers;
    }

    /// <summary>The next instant at which something happens.</summary>
    private long Next(long now)
    {
        var next = _arrived < _draw.Items.Length ? _draw.Items[_arrived].EnteredMicros : Never;
        next = _working.TryPeek(out _, out var answered) ? Math.Min(next, answered.At) : next;
        next = _changes.TryPeek(out _, out var change) ? Math.Min(next, change.At) : next;
        return IsAnybodyFree && _waiting.Count > 0 ? Math.Min(next, OpensAfter(now)) : next;
    }

    private bool IsAnybodyFree => _working.Count < _draw.Scenario.Reviewers;

    private void Step(long now)
    {
        while (_working.TryPeek(out var item, out var answered) && answered.At <= now)
        {
            _working.Dequeue();
            _policy.Done(item);
        }

        // Those who come at one instant find each other: each has the others ahead of it.
        var first = _arrived;
        for (; _arrived < _draw.Items.Length && _draw.Items[_arrived].EnteredMicros <= now; _arrived++)
        {
            Put(_draw.Items[_arrived], now);
        }

        for (var index = first; index < _arrived; index++)
        {
            _answers[index] = _answers[index] with { AheadMicros = WorkAt(now) - _draw.Items[index].EffortMicros };
        }

        while (_changes.TryPeek(out var item, out var change) && change.At <= now)
        {
            _changes.Dequeue();
            if (_places.Remove(item.Index, out var place))
            {
                _waiting.Remove(place.Place);
                Put(item, now);
            }
        }

        while (IsAnybodyFree && _waiting.Count > 0 && IsOpenAt(now))
        {
            Take(_waiting.First().Value, now);
        }
    }

    private void Put(QueueItem item, long now)
    {
        var place = _policy.PlaceOf(item, now);
        _waiting.Add(place.Place, item);
        _places.Add(item.Index, place);
        if (place.ChangesAtMicros is { } at)
        {
            _changes.Enqueue(item, (Math.Max(at, now + 1), item.Index));
        }
    }

    private void Take(QueueItem item, long now)
    {
        _places.Remove(item.Index, out var place);
        _waiting.Remove(place.Place);
        var answered = After(now, item.EffortMicros);
        _answers[item.Index] = _answers[item.Index] with { TakenMicros = now, AnsweredMicros = answered };
        _working.Enqueue(item, (answered, item.Index));
    }

    private long WorkAt(long now)
    {
        var work = _waiting.Values.Sum(item => item.EffortMicros);
        foreach (var (_, (answered, _)) in _working.UnorderedItems)
        {
            work += (long)_draw.Open.Between(StoreTime.FromMicros(now), StoreTime.FromMicros(answered)).TotalMicroseconds;
        }

        return work;
    }

    private bool IsOpenAt(long now) => After(now, 1) == now + 1;

    private long OpensAfter(long now) => After(now, 1) - 1;

    private long After(long from, long openMicros) => StoreTime.ToMicros(_draw.Open.Add(StoreTime.FromMicros(from), TimeSpan.FromMicroseconds(openMicros)));
}
