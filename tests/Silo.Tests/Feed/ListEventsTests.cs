using System.Text.Json.Nodes;
using Grpc.Core;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests.Feed;

public sealed class ListEventsTests
{
    [Fact]
    public async Task ListEvents_pages_follow_each_other_to_the_head_and_go_on_later()
    {
        await using var host = await FeedHost.StartAsync(new() { ["Feed:PageEventsMax"] = "3" });
        for (var n = 1; n <= 10; n++)
        {
            await host.ReceiveAsync($"i{n}");
        }

        var cursor = "";
        var positions = new List<long>();
        for (var more = true; more;)
        {
            var page = await host.Feed.ListEventsAsync(new() { PageSize = 4, Cursor = cursor }, host.Caller());
            positions.AddRange(page.Events.Select(happened => happened.Event.Position));
            (cursor, more) = (page.NextCursor, page.More);
            Assert.Equal(page.Events[^1].Cursor, cursor);
        }

        Assert.Equal(Enumerable.Range(1, 10).Select(n => (long)n), positions);
        var nothing = await host.Feed.ListEventsAsync(new() { Cursor = cursor }, host.Caller());
        Assert.Equal((0, cursor, false), (nothing.Events.Count, nothing.NextCursor, nothing.More));
        await host.ReceiveAsync("i11");
        Assert.Equal(11, Assert.Single((await host.Feed.ListEventsAsync(new() { Cursor = cursor }, host.Caller())).Events).Event.Position);
    }

    [Fact]
    public async Task ListEvents_is_what_Subscribe_gives()
    {
        await using var host = await FeedHost.StartAsync();
        for (var n = 1; n <= 5; n++)
        {
            await host.ReceiveAsync($"i{n}", facility: n % 2 == 0 ? "north" : "south");
        }

        using var call = host.Feed.Subscribe(new() { Facility = { "south" } }, host.Caller());
        Assert.Equal(await call.NextEventsAsync(3), (await host.Feed.ListEventsAsync(new() { Facility = { "south" } }, host.Caller())).Events);
    }

    [Fact]
    public async Task ListEvents_from_now_is_empty_with_the_place_to_begin()
    {
        await using var host = await FeedHost.StartAsync();
        await host.ReceiveAsync("old");
        var now = await host.Feed.ListEventsAsync(new() { FromNow = true }, host.Caller());
        Assert.Equal((0, false), (now.Events.Count, now.More));
        await host.ReceiveAsync("new");
        Assert.Equal("invoices/erp/new", Assert.Single((await host.Feed.ListEventsAsync(new() { Cursor = now.NextCursor }, host.Caller())).Events).InvoiceId);
    }

    [Fact]
    public async Task ListEvents_passes_over_what_the_caller_may_not_see()
    {
        await using var host = await FeedHost.StartAsync();
        await host.ReceiveAsync("south", facility: "south");
        await host.ReceiveAsync("north");
        await host.ReceiveAsync("none", facility: null);
        var seen = await host.Feed.ListEventsAsync(new() { Facility = { "north", "south" } }, host.Caller(facilities: ["north"]));
        Assert.Equal("invoices/erp/north", Assert.Single(seen.Events).InvoiceId);
        Assert.False(seen.More);
        Assert.Empty((await host.Feed.ListEventsAsync(new(), host.Caller(facilities: []))).Events);
    }

    [Fact]
    public async Task ListEvents_answers_what_comes_before_damage_and_then_says_it()
    {
        await using var host = await FeedHost.StartAsync();
        await host.ReceiveAsync("i1");
        await host.ReceiveAsync("i2");
        host.Tamper("UPDATE event SET payload = x'FF' WHERE position = 2");
        var page = await host.Feed.ListEventsAsync(new(), host.Caller());
        Assert.Equal(1, Assert.Single(page.Events).Event.Position);
        Assert.True(page.More);
        var refused = await Samples.RefusedAsync(host.Feed.ListEventsAsync(new() { Cursor = page.NextCursor }, host.Caller()), StatusCode.DataLoss);
        Assert.Equal("FEED_DAMAGED", Samples.Reason(refused));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1001)]
    public async Task ListEvents_request_that_cannot_be_gets_every_violation(int size)
    {
        await using var host = await FeedHost.StartAsync();
        var request = new Proto.ListEventsRequest { PageSize = size, Cursor = new string('%', 43), Facility = { Enumerable.Repeat("north", 101) } };
        var refused = await Samples.RefusedAsync(host.Feed.ListEventsAsync(request, host.Caller()), StatusCode.InvalidArgument);
        Assert.Equal(["cursor", "facility", "page_size"], Samples.Violations(refused).Select(violation => violation.Field).Order());
    }

    [Fact]
    public async Task Rest_pages_and_streams_lines()
    {
        await using var host = await FeedHost.StartAsync();
        await host.ReceiveAsync("i1");
        await host.ReceiveAsync("i2", facility: "south");
        using var http = host.Http;
        http.DefaultRequestHeaders.Authorization = new("Bearer", host.Issuer.Good());
        var page = JsonNode.Parse(await http.GetStringAsync(new Uri("/v1/events?eventType=EVENT_TYPE_RECEIVED&facility=south&facility=west", UriKind.Relative), TestContext.Current.CancellationToken));
        Assert.Equal("invoices/erp/i2", Assert.Single(page!["events"]!.AsArray())!["invoiceId"]!.GetValue<string>());

        using var stream = await http.GetStreamAsync(new Uri("/v1/events:subscribe?fromNow=true", UriKind.Relative), TestContext.Current.CancellationToken);
        using var lines = new StreamReader(stream);
        Assert.Equal(2, (await NextAsync())["heartbeat"]!["position"]!.GetValue<long>());
        await host.ReceiveAsync("i3");
        JsonNode line;
        while ((line = await NextAsync())["event"] is null)
        {
        }

        Assert.Equal("invoices/erp/i3", line["event"]!["invoiceId"]!.GetValue<string>());

        async Task<JsonNode> NextAsync() => JsonNode.Parse(await lines.ReadLineAsync(TestContext.Current.CancellationToken) ?? "null")!;
    }
}
