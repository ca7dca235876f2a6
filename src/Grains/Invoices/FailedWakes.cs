using System.Collections.Concurrent;
using System.Collections.Immutable;
using Triage.Models.Intake;

namespace Triage.Grains.Invoices;

/// <summary>
/// The overdue invoices that could not be finished, each with a pause that doubles: without it the oldest
/// that never finish would fill every scan and hide all others.
/// </summary>
internal sealed class FailedWakes(TimeProvider time)
{
    /// <summary>What is beyond is not remembered, and tried again at once.</summary>
    public const int RememberedMax = 20_000;
    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<InvoiceKey, (TimeSpan Pause, DateTimeOffset Until)> _failed = new();

    /// <summary>So many more must be read to find as many that may be tried.</summary>
    public int Count => _failed.Count;

    public void Failed(InvoiceKey key)
    {
        var pause = _failed.TryGetValue(key, out var before) ? Shorter(before.Pause * 2, LongestPause) : FirstPause;
        if (before != default || _failed.Count < RememberedMax)
        {
            _failed[key] = (pause, time.GetUtcNow() + pause);
        }
    }

    public void Finished(InvoiceKey key) => _failed.TryRemove(key, out _);

    /// <summary>The first of the overdue whose pause is over. Those that are overdue no longer are forgotten.</summary>
    public ImmutableArray<InvoiceKey> MayBeTried(ImmutableArray<InvoiceKey> overdue, int countMax)
    {
        if (_failed.IsEmpty)
        {
            return overdue.Length <= countMax ? overdue : overdue[..countMax];
        }

        var now = time.GetUtcNow();
        var still = overdue.ToHashSet();
        foreach (var (key, _) in _failed.Where(entry => !still.Contains(entry.Key)))
        {
            _failed.TryRemove(key, out _);
        }

        return [.. overdue.Where(key => !_failed.TryGetValue(key, out var failed) || failed.Until <= now).Take(countMax)];
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
