using CsCheck;
using Triage.Models.Feed;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Silo.Feed;

namespace Triage.Silo.Tests.Feed;

public sealed class FeedWindowTests
{
    private const int EntryBytes = 256 + 100;

    [Fact]
    public void After_any_appends_gives_what_follows_or_says_that_the_store_has_it() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Int[1, 9], Gen.Int[1, 12], Gen.Int[0, 7].Array[0, 20], Gen.Int[0, 200]).Sample((start, eventsMax, bytesMaxEntries, pages, asked) =>
        {
            var window = new FeedWindow(start, eventsMax, bytesMaxEntries * EntryBytes);
            var last = (long)start;
            foreach (var count in pages)
            {
                window.Append([.. Enumerable.Range(1, count).Select(n => Entry(last + n))]);
                last += count;
            }

            Assert.Equal(last, window.LastPosition);
            var kept = Math.Min(Math.Min(eventsMax, bytesMaxEntries), last - start);
            var position = start + (long)asked;
            var slice = window.After(position, countMax: 5);
            Assert.Equal(position < last - kept, slice.IsBehind);
            Assert.Equal(
                slice.IsBehind ? [] : Enumerable.Range(1, (int)Math.Clamp(last - position, 0, 5)).Select(n => position + n),
                slice.Entries.Select(entry => entry.Position));
        });

    [Fact]
    public void Append_with_a_gap_or_a_repeat_is_refused()
    {
        var window = new FeedWindow(10, 4, long.MaxValue);
        Assert.Throws<InvalidOperationException>(() => window.Append([Entry(12)]));
        Assert.Throws<InvalidOperationException>(() => window.Append([Entry(10)]));
        window.Append([Entry(11)]);
        Assert.Throws<InvalidOperationException>(() => window.Append([Entry(11)]));
    }

    [Fact]
    public void Append_one_event_above_the_bytes_is_kept_alone()
    {
        var window = new FeedWindow(0, 4, bytesMax: 10);
        window.Append([Entry(1), Entry(2)]);
        Assert.True(window.After(0, 5).IsBehind);
        Assert.Equal(2, Assert.Single(window.After(1, 5).Entries).Position);
    }

    [Fact]
    public void Append_ends_the_wait_of_whoever_looked_before_it()
    {
        var window = new FeedWindow(0, 4, long.MaxValue);
        var slice = window.After(0, 5);
        Assert.False(slice.Advanced.IsCompleted);
        window.Append([Entry(1)]);
        Assert.True(slice.Advanced.IsCompletedSuccessfully);
        Assert.False(window.After(1, 5).Advanced.IsCompleted);
    }

    [Fact]
    public void Fail_is_told_to_those_who_wait_and_to_those_who_come()
    {
        var window = new FeedWindow(0, 4, long.MaxValue);
        var slice = window.After(0, 5);
        window.Fail(new StoreUnavailableException("gone"));
        Assert.True(slice.Advanced.IsCompletedSuccessfully);
        Assert.Throws<StoreUnavailableException>(() => window.After(0, 5));
    }

    private static FeedEntry Entry(long position) => new(
        new FeedRow(position, InvoiceKey.Create("local", "erp", $"{position}"), 1, new EncodedEvent(InvoiceEventType.Received, 1, new byte[100], null), "erp", null, null),
        _ => throw new InvalidOperationException("Nobody reads it."));
}
