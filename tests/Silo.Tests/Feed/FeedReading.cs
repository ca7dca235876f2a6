using Grpc.Core;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests.Feed;

internal static class FeedReading
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Proto.SubscribeResponse> NextAsync(this AsyncServerStreamingCall<Proto.SubscribeResponse> call)
    {
        Assert.True(await call.ResponseStream.MoveNext(Token));
        return call.ResponseStream.Current;
    }

    /// <summary>The next event, past heartbeats.</summary>
    public static async Task<Proto.FeedEvent> NextEventAsync(this AsyncServerStreamingCall<Proto.SubscribeResponse> call)
    {
        while (true)
        {
            if ((await call.NextAsync()).Event is { } happened)
            {
                return happened;
            }
        }
    }

    public static async Task<IReadOnlyList<Proto.FeedEvent>> NextEventsAsync(this AsyncServerStreamingCall<Proto.SubscribeResponse> call, int count)
    {
        var events = new List<Proto.FeedEvent>();
        while (events.Count < count)
        {
            events.Add(await call.NextEventAsync());
        }

        return events;
    }

    /// <summary>The first heartbeat at the position; events may come before it.</summary>
    public static async Task<Proto.Heartbeat> BeatAtAsync(this AsyncServerStreamingCall<Proto.SubscribeResponse> call, long position)
    {
        while (true)
        {
            if ((await call.NextAsync()).Heartbeat is { } beat && beat.Position == position)
            {
                return beat;
            }
        }
    }

    public static async Task<RpcException> EndAsync(this AsyncServerStreamingCall<Proto.SubscribeResponse> call) => await Assert.ThrowsAsync<RpcException>(async () =>
    {
        while (await call.ResponseStream.MoveNext(Token))
        {
        }
    });
}
