using Triage.Models.Matching;

namespace Triage.Storage;

/// <summary>The days in which a key is looked up.</summary>
internal readonly record struct DayRange(BlockingKey Key, int From, int To)
{
    // Day 0 is an unknown date: it lies within every window.
    public static DayRange[] Of(IReadOnlyList<BlockingKey> keys) =>
    [
        .. keys.SelectMany(key => key.WindowDays == int.MaxValue
            ? [new DayRange(key, 0, int.MaxValue)]
            : new[] { new DayRange(key, Math.Max(1, key.Day - key.WindowDays), key.Day + key.WindowDays), new DayRange(key, 0, 0) }),
    ];

    /// <summary>What a look-up finds that finds nothing.</summary>
    public static TwinCandidates Nothing(DayRange[] ranges) =>
        new([], KeysOverflowed: 0) { Counts = [.. ranges.Select(range => new KeyCount(range.Key.Hash, range.From, range.To, 0))] };
}
