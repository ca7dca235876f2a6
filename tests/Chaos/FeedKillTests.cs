using System.Text.Json;
using Grpc.Core;
using Triage.Protos.V1;
using Triage.TestKit;
using Triage.TestKit.Postgres;
using Triage.Verify;

namespace Triage.Chaos;

/// <summary>The law of the feed: gapless, in order, nothing skipped or repeated, whatever dies and whoever dawdles.</summary>
public sealed class FeedKillTests
{
    private const int Callers = 8;
    private const int PageEvents = 32;
    private const int AcknowledgedMin = 600;
    private const int Subscribers = 24;
    private const int SlowSubscribers = 20;
    private static readonly int Kills = TestProfile.Times(quick: 3, whole: 20);
    private static readonly TimeSpan RoundMax = TimeSpan.FromMinutes(2);

    // Small, so that whoever is slow reads the store most of the time.
    private static readonly string[] SmallWindow = ["--Feed:WindowEventsMax", "64", "--Feed:PageEventsMax", $"{PageEvents}", "--Feed:HeartbeatInterval", "00:00:00.2"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Subscribe_killed_in_mid_load_every_subscriber_gets_every_position_once_in_order(bool postgres)
    {
        var store = postgres ? PostgresServer.Shared.CreateDatabase() : null;
        using var directory = new TemporaryDirectory();
        var subscribers = Enumerable.Range(0, Subscribers).Select(n => new RecordingSubscriber(n, n < SlowSubscribers)).ToArray();
        var (next, read) = (0, 0L);
        for (var round = 0; round < Kills; round++)
        {
            using var silo = await SiloUnderTest.StartAsync(directory.Path, Token, store: store, settings: SmallWindow);
            var (late, enough) = (new TaskCompletionSource(), new TaskCompletionSource());
            var following = subscribers.Select(subscriber => Task.Run(() => subscriber.FollowAsync(silo, untilCaughtUp: false, late.Task, Token), Token)).ToArray();
            var acknowledged = 0;
            var callers = Enumerable.Range(0, Callers).Select(_ => Task.Run(
                async () =>
                {
                    while (await SubmitAsync(silo, $"i{Interlocked.Increment(ref next)}"))
                    {
                        switch (Interlocked.Increment(ref acknowledged))
                        {
                            case AcknowledgedMin / 2:
                                late.TrySetResult();
                                break;
                            case AcknowledgedMin:
                                enough.TrySetResult();
                                break;
                        }
                    }
                },
                Token)).ToArray();
            await enough.Task.WaitAsync(RoundMax, Token);
            read += await silo.MetricAsync("triage_feed_read", Token);
            await silo.KillAsync();
            await Task.WhenAll([.. callers, .. following]);
        }

        long head;
        using (var silo = await SiloUnderTest.StartAsync(directory.Path, Token, store: store, settings: SmallWindow))
        {
            await NothingIsPendingAsync(silo);
            await Task.WhenAll(subscribers.Select(subscriber => subscriber.FollowAsync(silo, untilCaughtUp: true, Task.CompletedTask, Token))).WaitAsync(RoundMax, Token);
            head = await HeadAsync(silo);
        }

        Assert.True(head > Kills * AcknowledgedMin);
        Assert.True(read > head + (SlowSubscribers * Kills * PageEvents), "Nobody was behind the window.");
        var ids = subscribers[0].Taken.Select(happened => happened.EventId).ToArray();
        Assert.Equal(head, ids.Distinct().Count());
        Assert.All(subscribers, subscriber =>
        {
            Assert.Equal(Positions(head), subscriber.Taken.Select(happened => happened.Event.Position));
            Assert.Equal(ids, subscriber.Taken.Select(happened => happened.EventId));

            // The kills and the leaving took effect.
            Assert.True(subscriber.Broken > 0);
        });
        Assert.True(subscribers.Sum(subscriber => subscriber.Left) > Subscribers);

        var record = Path.Combine(directory.Path, "feed.jsonl");
        await File.WriteAllLinesAsync(record, subscribers.SelectMany(subscriber => subscriber.Record).Select(line => JsonSerializer.Serialize(line)), Token);
        var verified = (await StoreVerifier.VerifyAsync(store ?? directory.Path, record, Token)).Single(result => result.Id == "I8");
        Assert.True(verified.Status == InvariantStatus.Ok && verified.Checked >= head * Subscribers, string.Join("; ", verified.Examples));
    }

    private static async Task<bool> SubmitAsync(SiloUnderTest silo, string id)
    {
        try
        {
            await HoldCalls.SubmitAsync(silo, id);
            return true;
        }
        catch (RpcException)
        {
            return false;
        }
    }

    private static async Task NothingIsPendingAsync(SiloUnderTest silo)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while ((await silo.Intake.ListInvoicesAsync(new ListInvoicesRequest { InvoiceStatus = { InvoiceStatus.Received } }, silo.Headers, cancellationToken: Token)).Invoices.Count > 0)
        {
            await timer.WaitForNextTickAsync(Token);
        }
    }

    private static async Task<long> HeadAsync(SiloUnderTest silo)
    {
        using var call = silo.Feed.Subscribe(new SubscribeRequest { FromNow = true }, silo.Headers, cancellationToken: Token);
        Assert.True(await call.ResponseStream.MoveNext(Token));
        return call.ResponseStream.Current.Heartbeat.HeadPosition;
    }

    private static IEnumerable<long> Positions(long head) => Enumerable.Range(1, (int)head).Select(position => (long)position);
}
