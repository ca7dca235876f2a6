using System.Collections.Immutable;

namespace Triage.Silo.Feed;

/// <summary>
/// A tenant's newest events, once for all its subscribers. Each keeps its own place; one that falls out of
/// the window reads the store until it has caught up, so that none makes it grow.
/// </summary>
/// <param name="position">Behind which it begins, empty.</param>
internal sealed class FeedWindow(long position, int eventsMax, long bytesMax)
{
    private readonly Lock _lock = new();

    // Positions have no gaps, so each has its place in the ring.
    private readonly FeedEntry?[] _ring = new FeedEntry?[eventsMax];
    private TaskCompletionSource _advanced = NewSignal();
    private long _bytes;
    private long _before = position;
    private long _last = position;
    private Exception? _failure;

    /// <summary>Of the newest event that was seen.</summary>
    public long LastPosition => Volatile.Read(ref _last);

    /// <param name="entries">What follows <see cref="LastPosition"/>, without a gap.</param>
    public void Append(ImmutableArray<FeedEntry> entries)
    {
        TaskCompletionSource advanced;
        lock (_lock)
        {
            foreach (var entry in entries)
            {
                if (entry.Position != _last + 1)
                {
                    throw new InvalidOperationException($"Position {entry.Position} cannot follow {_last}.");
                }

                if (_last - _before == eventsMax)
                {
                    DropOldest();
                }

                _ring[SlotOf(entry.Position)] = entry;
                _bytes += entry.Row.Bytes;
                Volatile.Write(ref _last, entry.Position);
            }

            while (_bytes > bytesMax && _last - _before > 1)
            {
                DropOldest();
            }

            (advanced, _advanced) = (_advanced, NewSignal());
        }

        advanced.TrySetResult();
    }

    /// <summary>Nothing will follow: every subscriber gets the failure.</summary>
    public void Fail(Exception failure)
    {
        lock (_lock)
        {
            _failure ??= failure;
            _advanced.TrySetResult();
        }
    }

    /// <summary>The events behind a position, as far as they are here.</summary>
    public FeedSlice After(long position, int countMax)
    {
        lock (_lock)
        {
            if (_failure is not null)
            {
                throw _failure;
            }

            if (position < _before)
            {
                return new FeedSlice(IsBehind: true, [], _advanced.Task);
            }

            var entries = ImmutableArray.CreateBuilder<FeedEntry>((int)Math.Clamp(_last - position, 0, countMax));
            while (entries.Count < entries.Capacity)
            {
                entries.Add(_ring[SlotOf(position + 1 + entries.Count)]!); // between the oldest and the newest every place is taken
            }

            return new FeedSlice(IsBehind: false, entries.MoveToImmutable(), _advanced.Task);
        }
    }

    private void DropOldest()
    {
        var slot = SlotOf(++_before);
        _bytes -= _ring[slot]?.Row.Bytes ?? 0;
        _ring[slot] = null;
    }

    private int SlotOf(long position) => (int)(position % eventsMax);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
