using System.Diagnostics;
using System.Globalization;
using Google.Rpc;
using Grpc.Core;
using Triage.Protos.V1;
using Triage.TestKit;

namespace Triage.Chaos;

/// <summary>Over real connections: whoever does not read is told, keeps nothing, and misses nothing.</summary>
public sealed class SlowSubscriberTests
{
    private const int Invoices = 1500;
    private const int NotReading = 20;
    private static readonly TimeSpan WaitMax = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Subscribe_that_is_not_read_is_told_where_to_resume_and_misses_nothing()
    {
        using var directory = new TemporaryDirectory();
        using var silo = await SiloUnderTest.StartAsync(directory.Path, Token, settings: ["--Edge:StreamWriteTimeout", "00:00:01", "--Edge:AnswerTakenTimeout", "00:05:00"]);
        await SubmitAsync(silo);
        var calls = Enumerable.Range(0, NotReading).Select(_ => silo.Feed.Subscribe(new SubscribeRequest(), silo.Headers, cancellationToken: Token)).ToArray();
        await UntilAsync(async () => await silo.MetricAsync("triage_feed_slow_subscribers", Token) == NotReading);
        Assert.Equal(0, await silo.MetricAsync("triage_feed_subscribers", Token));

        // Others are served as if they were not there.
        Assert.Equal(InvoiceStatus.InReview, await HoldCalls.StatusAsync(silo, "s7"));

        foreach (var call in calls)
        {
            var (positions, refused) = await DrainAsync(call);
            Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
            var info = refused.GetRpcStatus()?.GetDetail<ErrorInfo>();
            Assert.Equal("SUBSCRIBER_TOO_SLOW", info?.Reason);
            Assert.True(positions.Count < 2 * Invoices, "Nothing was held back: it was not slow.");
            Assert.Equal(Enumerable.Range(1, positions.Count).Select(position => (long)position), positions);

            var resumed = await silo.Feed.ListEventsAsync(new ListEventsRequest { Cursor = info!.Metadata["cursor"], PageSize = 1 }, silo.Headers, cancellationToken: Token);
            Assert.Equal(positions.Count + 1, Assert.Single(resumed.Events).Event.Position);
            call.Dispose();
        }
    }

    [Fact]
    public async Task Subscribe_never_read_is_reset_and_calls_on_its_connection_go_on()
    {
        using var directory = new TemporaryDirectory();
        using var silo = await SiloUnderTest.StartAsync(directory.Path, Token, settings: ["--Edge:StreamWriteTimeout", "00:00:01", "--Edge:AnswerTakenTimeout", "00:00:01"]);
        await HoldCalls.SubmitAsync(silo, "waits");
        using var watch = silo.Waiting.WatchInvoice(new WatchInvoiceRequest { InvoiceId = "invoices/chaos/waits" }, silo.Headers, cancellationToken: Token);
        Assert.True(await watch.ResponseStream.MoveNext(Token));
        await SubmitAsync(silo);

        using var neverRead = silo.Feed.Subscribe(new SubscribeRequest(), silo.Headers, cancellationToken: Token);
        await UntilAsync(async () => await silo.MetricAsync("triage_edge_call_seconds_count{code=\"ResourceExhausted\",rpc=\"/triage.v1.FeedService/Subscribe\"}", Token) == 1);
        Assert.Equal(InvoiceStatus.InReview, await HoldCalls.StatusAsync(silo, "s7"));
        await silo.Intake.CancelAsync(new CancelRequest { InvoiceId = "invoices/chaos/waits", IdempotencyKey = "c1", Reason = "withdrawn by its supplier" }, silo.Headers, cancellationToken: Token);
        Assert.True(await watch.ResponseStream.MoveNext(Token), "The watch on the same connection ended.");

        // What was on its way is still handed over, then the client sees the reset and not an end that looks like one.
        Assert.Contains((await DrainAsync(neverRead)).Refused.StatusCode, new[] { StatusCode.Internal, StatusCode.Cancelled, StatusCode.Unavailable });
    }

    [Fact]
    public async Task SubmitStream_whose_answers_are_never_read_is_reset_and_calls_on_its_connection_go_on()
    {
        using var directory = new TemporaryDirectory();
        using var silo = await SiloUnderTest.StartAsync(directory.Path, Token, settings: ["--Edge:StreamWriteTimeout", "00:00:01", "--Edge:AnswerTakenTimeout", "00:00:01"]);
        using var neverRead = silo.Intake.SubmitStream(silo.Headers, cancellationToken: Token);
        var sending = Task.Run(
            async () =>
            {
                for (var n = 0; n < 2 * Invoices; n++)
                {
                    await neverRead.RequestStream.WriteAsync(new SubmitStreamRequest { Ordinal = n, Submit = HoldCalls.Request($"n{n}") }, Token);
                }
            },
            Token);
        await UntilAsync(async () => await silo.MetricAsync("triage_edge_call_seconds_count{code=\"ResourceExhausted\",rpc=\"/triage.v1.IntakeService/SubmitStream\"}", Token) == 1);
        Assert.Equal(InvoiceStatus.InReview, await HoldCalls.StatusAsync(silo, "n0"));
        await Task.WhenAny(sending);
        await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await neverRead.ResponseStream.MoveNext(Token))
            {
            }
        });
    }

    [Fact]
    public async Task Stop_with_subscribers_and_waiters_tells_them_and_does_not_wait_for_them()
    {
        using var directory = new TemporaryDirectory();
        using var silo = await SiloUnderTest.StartAsync(directory.Path, Token);
        await HoldCalls.SubmitAsync(silo, "waits");
        using var subscription = silo.Feed.Subscribe(new SubscribeRequest { FromNow = true }, silo.Headers, cancellationToken: Token);
        Assert.True(await subscription.ResponseStream.MoveNext(Token));
        using var watch = silo.Waiting.WatchInvoice(new WatchInvoiceRequest { InvoiceId = "invoices/chaos/waits" }, silo.Headers, cancellationToken: Token);
        Assert.True(await watch.ResponseStream.MoveNext(Token));
        var verdict = silo.Waiting.AwaitVerdictAsync(
            new AwaitVerdictRequest { InvoiceId = "invoices/chaos/waits", Wait = new() { Seconds = 600 } }, silo.Headers, cancellationToken: Token).ResponseAsync;

        var began = Stopwatch.GetTimestamp();
        using (var kill = Process.Start("kill", ["-TERM", silo.Service.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(Token);
        }

        Assert.Equal(StatusCode.Unavailable, (await DrainAsync(subscription)).Refused.StatusCode);
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await watch.ResponseStream.MoveNext(Token))
            {
            }
        })).StatusCode);
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => verdict)).StatusCode);
        await UntilAsync(() => Task.FromResult(silo.Service.HasExited));
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(15), "The stop waited for calls that last.");
    }

    private static Task SubmitAsync(SiloUnderTest silo) =>
        Parallel.ForEachAsync(Enumerable.Range(0, Invoices), Token, async (n, _) => await HoldCalls.SubmitAsync(silo, $"s{n}"));

    private static async Task<(List<long> Positions, RpcException Refused)> DrainAsync(AsyncServerStreamingCall<SubscribeResponse> call)
    {
        var positions = new List<long>();
        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext(Token))
            {
                if (call.ResponseStream.Current.Event is { } happened)
                {
                    positions.Add(happened.Event.Position);
                }
            }
        });
        return (positions, refused);
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(Token);
        bounded.CancelAfter(WaitMax);
        while (!await holds())
        {
            await timer.WaitForNextTickAsync(bounded.Token);
        }
    }
}
