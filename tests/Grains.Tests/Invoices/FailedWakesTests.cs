using System.Collections.Immutable;
using Triage.Grains.Invoices;
using Triage.Models.Intake;
using Triage.TestKit;

namespace Triage.Grains.Tests.Invoices;

public sealed class FailedWakesTests
{
    private const int PerScan = 1000;

    private readonly TestClock _clock = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void MayBeTried_as_many_failing_as_a_scan_takes_do_not_hide_the_next()
    {
        var failed = new FailedWakes(_clock);
        var overdue = Keys(PerScan + 1);
        foreach (var key in failed.MayBeTried(overdue[..PerScan], PerScan))
        {
            failed.Failed(key);
        }

        Assert.Equal([overdue[^1]], failed.MayBeTried(overdue[..Math.Min(overdue.Length, PerScan + failed.Count)], PerScan));
        _clock.Advance(FailedWakes.FirstPause);
        Assert.Equal(overdue[..PerScan], failed.MayBeTried(overdue, PerScan));
    }

    [Fact]
    public void Failed_again_and_again_pauses_twice_as_long_up_to_the_longest()
    {
        var failed = new FailedWakes(_clock);
        var one = Keys(1);
        for (var pause = FailedWakes.FirstPause; pause < FailedWakes.LongestPause * 4; pause *= 2)
        {
            var expected = pause < FailedWakes.LongestPause ? pause : FailedWakes.LongestPause;
            failed.Failed(one[0]);
            _clock.Advance(expected - TimeSpan.FromMilliseconds(1));
            Assert.Empty(failed.MayBeTried(one, PerScan));
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            Assert.Equal(one, failed.MayBeTried(one, PerScan));
        }
    }

    [Fact]
    public void Finished_or_overdue_no_longer_is_forgotten_and_memory_is_bounded()
    {
        var failed = new FailedWakes(_clock);
        var keys = Keys(FailedWakes.RememberedMax + 1);
        foreach (var key in keys)
        {
            failed.Failed(key);
        }

        Assert.Equal(FailedWakes.RememberedMax, failed.Count);
        failed.Finished(keys[0]);
        Assert.Equal(FailedWakes.RememberedMax - 1, failed.Count);
        Assert.Empty(failed.MayBeTried([keys[1]], PerScan));
        Assert.Equal(1, failed.Count);
    }

    private static ImmutableArray<InvoiceKey> Keys(int count) => [.. Enumerable.Range(0, count).Select(n => InvoiceKey.Create("local", "erp", $"{n}"))];
}
