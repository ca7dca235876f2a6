using System.Text.Json;

namespace Triage.Verify.Tests;

/// <summary>I8: the record of a subscriber against the store, and every way in which a feed could be wrong.</summary>
public sealed class FeedDeliveriesTests
{
    private const int Events = 2 * JudgedStore.Invoices;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_everything_in_order_is_ok_and_counted()
    {
        using var store = await JudgedStore.CreateAsync(Stop);
        var result = await VerifyAsync(store, await store.FollowedAsync(Stop));
        Assert.Equal(InvariantStatus.Ok, result.Status);
        Assert.True(result.Checked >= Events, $"{result.Checked} checked");
    }

    [Fact]
    public async Task Verify_without_a_subscriber_is_not_asked_and_a_subscriber_alone_asks_nothing_else()
    {
        using var store = await JudgedStore.CreateAsync(Stop);
        Assert.Equal(InvariantStatus.NotAsked, (await store.VerifyAsync("I8", Stop)).Status);
        var lines = (await store.FollowedAsync(Stop)).Select(line => JsonSerializer.Serialize(line)).ToArray();
        foreach (var other in new[] { "I1", "I3" })
        {
            Assert.Equal(InvariantStatus.NotAsked, (await store.VerifyAsync(other, lines, Stop)).Status);
            Assert.Equal(InvariantStatus.Ok, (await store.VerifyAsync(other, [.. store.RecordLines, .. lines], Stop)).Status);
        }
    }

    public static TheoryData<string, Func<List<RunRecordLine>, IEnumerable<RunRecordLine>>, string> Wrong => new()
    {
        { "left out", lines => lines.Where(line => line.Position != 4), "position 4 was left out" },
        { "left out at the start", lines => lines.Where(line => line.Position != 1), "position 1 was left out" },
        { "doubled", lines => lines.SelectMany(line => line.Position == 4 ? [line, line] : new[] { line }), "came again or out of order" },
        { "swapped", lines => [.. lines[..4], lines[5], lines[4], .. lines[6..]], "was left out" },
        { "another event", lines => lines.Select(line => line.Position == 4 ? line with { EventId = "AAAAAAAAAAAAAAAAAAAAAA" } : line), "delivered as AAAA" },
        { "events of others' positions", lines => lines.Select(line => line.Op == RunRecordLine.Deliver ? line with { EventId = lines[1].EventId } : line), "delivered as" },
        { "behind the end", lines => [.. lines, lines[^1] with { Position = Events + 1 }], "the store has another there or none" },
        { "a heartbeat past what was not sent", lines => [.. lines[..4], Heartbeat(8)], "was left out" },
        { "a heartbeat that goes back", lines => [.. lines[..6], Heartbeat(2)], "out of order" },
        { "begins again behind what it never had", lines => [.. lines[..4], Begins(6), .. lines[7..]], "it never had what comes after 3" },
        { "begins again by a heartbeat behind what it never had", lines => [.. lines[..4], Begins(null), Heartbeat(6)], "it never had" },
        { "not asked for", lines => [Begins(0, "TRIAGED"), .. lines[1..]], "was not asked for" },
        { "asked for and left out", lines => [Begins(0, "TRIAGED"), .. lines[1..].Where(line => line.Position % 2 == 0 && line.Position != 6)], "position 6 was left out" },
        { "asks for what does not exist", lines => [Begins(0, "INVENTED"), .. lines[1..]], "no event type INVENTED" },
        { "took nothing", lines => lines[..1], "no delivered event" },
    };

    [Theory, MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task Verify_wrong_feed_is_violated(string what, Func<List<RunRecordLine>, IEnumerable<RunRecordLine>> change, string says)
    {
        using var store = await JudgedStore.CreateAsync(Stop);
        var result = await VerifyAsync(store, change(await store.FollowedAsync(Stop)));
        Assert.True(result.Status == InvariantStatus.Violated, what);
        Assert.Contains(result.Examples, example => example.Contains(says, StringComparison.Ordinal));
    }

    public static TheoryData<string, Func<List<RunRecordLine>, IEnumerable<RunRecordLine>>> Right => new()
    {
        { "got again after it began again", lines => [.. lines[..6], Begins(2), .. lines[3..]] },
        { "began again where it was", lines => [.. lines[..6], Begins(null), Heartbeat(5), .. lines[6..]] },
        { "from now on", lines => [Begins(null), Heartbeat(3), .. lines[4..]] },
        { "from somewhere that nobody wrote down", lines => lines[4..] },
        { "what it asks for", lines => [Begins(0, "TRIAGED"), .. lines[1..].Where(line => line.Position % 2 == 0), Heartbeat(Events)] },
        { "two of them", lines => lines.SelectMany(line => new[] { line, line with { Key = "other" } }) },
        { "of one that never came back", lines => lines[..5] },
    };

    [Theory, MemberData(nameof(Right), DisableDiscoveryEnumeration = true)]
    public async Task Verify_right_feed_is_ok(string what, Func<List<RunRecordLine>, IEnumerable<RunRecordLine>> change)
    {
        using var store = await JudgedStore.CreateAsync(Stop);
        var result = await VerifyAsync(store, change(await store.FollowedAsync(Stop)));
        Assert.True(result.Status == InvariantStatus.Ok, $"{what}: {string.Join("; ", result.Examples)}");
    }

    private static RunRecordLine Begins(long? position, params string[] types) =>
        new() { Op = RunRecordLine.Follow, Key = "s", Result = "begun", Position = position, EventTypes = types };

    private static RunRecordLine Heartbeat(long position) => new() { Op = RunRecordLine.Heartbeat, Key = "s", Result = "ok", Position = position };

    private static Task<InvariantResult> VerifyAsync(JudgedStore store, IEnumerable<RunRecordLine> lines) =>
        store.VerifyAsync("I8", lines.Select(line => JsonSerializer.Serialize(line)), Stop);
}
