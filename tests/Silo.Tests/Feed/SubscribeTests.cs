using Google.Rpc;
using Grpc.Core;
using Triage.Models.History;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests.Feed;

public sealed class SubscribeTests
{
    [Fact]
    public async Task Subscribe_from_the_beginning_gives_everything_in_order_and_then_what_happens()
    {
        await using var host = await FeedHost.StartAsync(new() { ["Feed:WindowEventsMax"] = "3", ["Feed:PageEventsMax"] = "2" });
        for (var n = 1; n <= 9; n++)
        {
            await host.ReceiveAsync($"i{n}");
        }

        using var call = host.Feed.Subscribe(new(), host.Caller());
        var first = (await call.NextAsync()).Heartbeat;
        Assert.Equal((0, 9), (first.Position, first.HeadPosition));
        var before = await call.NextEventsAsync(9);
        await host.ReceiveAsync("i10");
        await host.ReceiveElsewhereAsync("i11");
        var events = before.Concat(await call.NextEventsAsync(2)).ToArray();
        Assert.Equal(Enumerable.Range(1, 11).Select(n => (long)n), events.Select(happened => happened.Event.Position));
        Assert.Equal(Enumerable.Range(1, 11).Select(n => $"invoices/erp/i{n}"), events.Select(happened => happened.InvoiceId));
        Assert.Equal(11, events.Select(happened => happened.EventId).Distinct().Count());
        Assert.All(events, happened =>
        {
            Assert.Equal(("erp", "north", Proto.EventType.Received), (happened.SourceSystem, happened.Facility, happened.Type));
            Assert.Equal((1, Proto.InvoiceStatus.Received), (happened.Event.Seq, happened.Event.InvoiceStatus));
            Assert.Equal("PA-77", happened.Event.Received.Invoice.PatientAccountRef);
        });
    }

    [Fact]
    public async Task Subscribe_commit_of_this_process_arrives_without_asking_the_store()
    {
        await using var host = await FeedHost.StartAsync(new() { ["Feed:PollInterval"] = "00:05:00", ["Feed:HeartbeatInterval"] = "00:10:00" });
        using var call = host.Feed.Subscribe(new(), host.Caller());
        await call.NextAsync();
        for (var n = 1; n <= 3; n++)
        {
            await host.ReceiveAsync($"i{n}");
            Assert.Equal(n, (await call.NextEventAsync().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)).Event.Position);
        }
    }

    [Fact]
    public async Task Subscribe_from_any_cursor_goes_on_behind_it()
    {
        await using var host = await FeedHost.StartAsync();
        for (var n = 1; n <= 5; n++)
        {
            await host.ReceiveAsync($"i{n}");
        }

        using var whole = host.Feed.Subscribe(new(), host.Caller());
        var events = await whole.NextEventsAsync(5);
        for (var n = 0; n < 5; n++)
        {
            using var rest = host.Feed.Subscribe(new() { Cursor = events[n].Cursor }, host.Caller());
            Assert.Equal(events.Skip(n + 1), await rest.NextEventsAsync(4 - n));
        }
    }

    [Fact]
    public async Task Subscribe_from_now_gives_only_what_happens_and_a_cursor_before_it()
    {
        await using var host = await FeedHost.StartAsync();
        await host.ReceiveAsync("old");
        using var call = host.Feed.Subscribe(new() { FromNow = true }, host.Caller());
        var stands = (await call.NextAsync()).Heartbeat;
        await host.ReceiveAsync("new");
        Assert.Equal("invoices/erp/new", (await call.NextEventAsync()).InvoiceId);

        // Whoever died before the first event lost nothing.
        using var again = host.Feed.Subscribe(new() { Cursor = stands.Cursor }, host.Caller());
        Assert.Equal("invoices/erp/new", (await again.NextEventAsync()).InvoiceId);
    }

    [Fact]
    public async Task Subscribe_filters_pass_over_and_heartbeats_carry_the_cursor_on()
    {
        await using var host = await FeedHost.StartAsync();
        await host.ReceiveAsync("n1");
        await host.ReceiveAsync("s1", facility: "south");
        await host.ReceiveAsync("o1", source: "other");
        await host.ReceiveAsync("none", facility: null);
        await host.HappenAsync("n1", new Cancelled { AtMicros = 2, Actor = "test", Reason = "test" });
        await ExpectAsync(new() { EventType = { Proto.EventType.Cancelled } }, 5);
        await ExpectAsync(new() { Facility = { "south", "absent" } }, 2);
        await ExpectAsync(new() { SourceSystem = { "other" } }, 3);
        await ExpectAsync(new() { Facility = { "north" }, SourceSystem = { "erp" }, EventType = { Proto.EventType.Received, Proto.EventType.Triaged } }, 1);
        await ExpectAsync(new() { Facility = { "north", "south" } }, 1, 2, 3, 5);
        await ExpectAsync(new() { Facility = { "absent" } });

        async Task ExpectAsync(Proto.SubscribeRequest request, params long[] positions)
        {
            using var call = host.Feed.Subscribe(request, host.Caller());
            Assert.Equal(positions, (await call.NextEventsAsync(positions.Length)).Select(happened => happened.Event.Position));
            var beat = await call.BeatAtAsync(5);
            using var behind = host.Feed.Subscribe(new() { Cursor = beat.Cursor }, host.Caller());
            Assert.Equal(5, (await behind.NextAsync()).Heartbeat.Position);
        }
    }

    [Fact]
    public async Task Subscribe_gives_only_the_facilities_of_the_token()
    {
        await using var host = await FeedHost.StartAsync();
        await host.ReceiveAsync("n1");
        await host.ReceiveAsync("s1", facility: "south");
        await host.ReceiveAsync("none", facility: null);
        using var north = host.Feed.Subscribe(new(), host.Caller(facilities: ["north"]));
        Assert.Equal("invoices/erp/n1", (await north.NextEventAsync()).InvoiceId);
        await north.BeatAtAsync(3);
        using var widened = host.Feed.Subscribe(new() { Facility = { "south" } }, host.Caller(facilities: ["north"]));
        Assert.Null((await widened.NextAsync()).Event);
        await widened.BeatAtAsync(3);
        using var nothing = host.Feed.Subscribe(new(), host.Caller(facilities: []));
        Assert.Null((await nothing.NextAsync()).Event);
        await nothing.BeatAtAsync(3);
    }

    [Fact]
    public async Task Subscribe_status_is_that_after_the_event_whatever_came_later()
    {
        await using var host = await FeedHost.StartAsync();
        await host.ReceiveAsync("i1");
        await host.HappenAsync("i1", new RetriageRequested { AtMicros = 2, Actor = "test", Reason = "look again" });
        await host.HappenAsync("i1", new Cancelled { AtMicros = 3, Actor = "test", Reason = "gone" });
        using var call = host.Feed.Subscribe(new(), host.Caller());
        Assert.Equal(
            [Proto.InvoiceStatus.Received, Proto.InvoiceStatus.Received, Proto.InvoiceStatus.Cancelled],
            (await call.NextEventsAsync(3)).Select(happened => happened.Event.InvoiceStatus));
    }

    [Fact]
    public async Task Subscribe_request_that_cannot_be_gets_every_violation()
    {
        await using var host = await FeedHost.StartAsync();
        var request = new Proto.SubscribeRequest { Cursor = "x", FromNow = true, EventType = { (Proto.EventType)99 }, Facility = { "" }, SourceSystem = { "a\nb" } };
        using var call = host.Feed.Subscribe(request, host.Caller());
        var refused = await call.EndAsync();
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Equal(["cursor", "event_type", "facility", "from_now", "source_system"], Samples.Violations(refused).Select(violation => violation.Field).Order());
    }

    [Fact]
    public async Task Subscribe_cursor_of_another_tenant_is_refused_as_a_forged_one_is()
    {
        await using var host = await FeedHost.StartAsync();
        await host.ReceiveAsync("i1");
        using var call = host.Feed.Subscribe(new(), host.Caller());
        var cursor = (await call.NextEventAsync()).Cursor;
        using var other = host.Feed.Subscribe(new() { Cursor = cursor }, host.Caller("other"));
        using var forged = host.Feed.Subscribe(new() { Cursor = "A" + cursor[1..^1] + "B" }, host.Caller());
        var (ofOther, ofForged) = (await other.EndAsync(), await forged.EndAsync());
        Assert.Equal((StatusCode.InvalidArgument, ofForged.Status.Detail), (ofOther.StatusCode, ofOther.Status.Detail));
    }

    [Fact]
    public async Task Subscribe_of_a_tenant_that_is_not_served_is_denied()
    {
        await using var host = await FeedHost.StartAsync();
        using var call = host.Feed.Subscribe(new(), host.Caller("other"));
        Assert.Equal(StatusCode.PermissionDenied, (await call.EndAsync()).StatusCode);
    }

    [Fact]
    public async Task Subscribe_cursor_of_another_epoch_or_ahead_says_what_to_do()
    {
        await using var host = await FeedHost.StartAsync();
        await host.ReceiveAsync("i1");
        using var call = host.Feed.Subscribe(new(), host.Caller());
        var cursor = (await call.NextEventAsync()).Cursor;

        host.Tamper("DELETE FROM event; DELETE FROM feed_head");
        Assert.Equal("FEED_CURSOR_AHEAD", Samples.Reason(await call.EndAsync()));
        await RefusedAsync("FEED_CURSOR_AHEAD");
        host.Tamper("UPDATE store SET epoch = 2");
        await RefusedAsync("FEED_EPOCH_CHANGED");

        async Task RefusedAsync(string reason)
        {
            using var again = host.Feed.Subscribe(new() { Cursor = cursor }, host.Caller());
            var refused = await again.EndAsync();
            Assert.Equal((StatusCode.FailedPrecondition, reason), (refused.StatusCode, Samples.Reason(refused)));
            Assert.Contains("event_id", refused.Status.Detail, StringComparison.Ordinal);
            Assert.Equal("cursor", Assert.Single(refused.GetRpcStatus()!.GetDetail<PreconditionFailure>()!.Violations).Subject); // asserted to be there
        }
    }

    [Fact]
    public async Task Subscribe_standing_stream_ends_when_the_epoch_changes()
    {
        await using var host = await FeedHost.StartAsync();
        using var call = host.Feed.Subscribe(new(), host.Caller());
        await call.NextAsync();
        host.Tamper("UPDATE store SET epoch = 2");
        Assert.Equal("FEED_EPOCH_CHANGED", Samples.Reason(await call.EndAsync()));
    }

    [Theory]
    [InlineData("UPDATE event SET payload = x'FF' WHERE position = 3", 8)]
    [InlineData("DELETE FROM event WHERE position = 3", 8)]
    [InlineData("UPDATE event SET payload = x'FF' WHERE position = 3", 1)]
    public async Task Subscribe_stops_before_damage_and_says_how_to_pass_it(string damage, int windowMax)
    {
        await using var host = await FeedHost.StartAsync(new() { ["Feed:WindowEventsMax"] = $"{windowMax}", ["Feed:PageEventsMax"] = "1" });
        for (var n = 1; n <= 5; n++)
        {
            await host.ReceiveAsync($"i{n}");
        }

        host.Tamper(damage);
        using var call = host.Feed.Subscribe(new(), host.Caller());
        Assert.Equal([1L, 2L], (await call.NextEventsAsync(2)).Select(happened => happened.Event.Position));
        var refused = await call.EndAsync();
        Assert.Equal((StatusCode.DataLoss, "FEED_DAMAGED"), (refused.StatusCode, Samples.Reason(refused)));
        var info = refused.GetRpcStatus()!.GetDetail<ErrorInfo>()!; // asserted to be there
        using var on = host.Feed.Subscribe(new() { Cursor = info.Metadata["cursor_after"] }, host.Caller());
        Assert.Equal(4, (await on.NextEventAsync()).Event.Position);
        using var back = host.Feed.Subscribe(new() { Cursor = info.Metadata["cursor"] }, host.Caller());
        Assert.Equal(StatusCode.DataLoss, (await back.EndAsync()).StatusCode);
    }

    [Fact]
    public async Task Subscribe_ends_with_its_token()
    {
        await using var host = await FeedHost.StartAsync(new() { ["Access:ClockSkew"] = "00:00:00" });
        var claims = TestIssuer.Claims();
        claims["exp"] = DateTimeOffset.UtcNow.AddSeconds(3).ToUnixTimeSeconds();
        using var call = host.Feed.Subscribe(new(), SiloFixture.Bearer(host.Issuer.Sign(claims.ToJsonString())));
        await call.NextAsync();
        var ended = await call.EndAsync();
        Assert.Equal((StatusCode.Unauthenticated, "CREDENTIAL_EXPIRED"), (ended.StatusCode, Samples.Reason(ended)));
    }

    [Fact]
    public async Task Subscribe_one_stream_too_many_is_exhausted_and_the_place_is_free_again()
    {
        await using var host = await FeedHost.StartAsync(new() { ["Edge:StreamsMax"] = "1" });
        using (var first = host.Feed.Subscribe(new(), host.Caller()))
        {
            await first.NextAsync();
            using var second = host.Feed.Subscribe(new(), host.Caller());
            Assert.Equal(StatusCode.ResourceExhausted, (await second.EndAsync()).StatusCode);
        }

        while (true)
        {
            using var third = host.Feed.Subscribe(new(), host.Caller());
            try
            {
                await third.NextAsync();
                return;
            }
            catch (RpcException refused) when (refused.StatusCode == StatusCode.ResourceExhausted)
            {
                // The first one's end has not arrived yet.
            }
        }
    }
}
