using System.Collections.Immutable;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Triage.Models.Payloads;
using Triage.Silo.Edge;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Feed;

/// <summary>
/// One subscriber: goes from position to position without leaving one out, and hands over those that pass
/// its filter. At the window's end it waits; behind the window it reads the store at its own pace.
/// </summary>
internal sealed class FeedSubscription(
    TenantFeed feed,
    FeedCursor begin,
    FeedFilter filter,
    TimedWriter<Proto.SubscribeResponse> writer,
    FeedPages pages,
    IOptions<FeedOptions> options,
    TimeProvider time,
    FeedMetrics metrics)
{
    private long _position = begin.Position;
    private long _sentAt;

    /// <summary>How many events it is behind.</summary>
    public long Lag => Math.Max(0, feed.Window.LastPosition - Volatile.Read(ref _position));

    private FeedCursor At => begin with { Position = _position };

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // The stream stands: its caller learns where it begins before anything happens.
        await BeatAsync(cancellationToken);
        while (true)
        {
            var slice = feed.Window.After(_position, options.Value.PageEventsMax);
            var entries = slice.IsBehind ? await ReadAsync(cancellationToken) : slice.Entries;
            foreach (var entry in entries)
            {
                if (filter.Passes(entry.Row))
                {
                    await DeliverAsync(entry, cancellationToken);
                }

                Volatile.Write(ref _position, entry.Position);
            }

            if (entries.IsEmpty)
            {
                await WaitAsync(slice.Advanced, cancellationToken);
            }

            if (UntilBeat() <= TimeSpan.Zero)
            {
                await BeatAsync(cancellationToken);
            }
        }
    }

    private async Task<ImmutableArray<FeedEntry>> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var page = await pages.ReadAsync(feed.Tenant, At, options.Value.PageEventsMax, cancellationToken);
            return page.IsEmpty ? throw new PayloadDamagedException() : page; // the window is ahead, so there is more
        }
        catch (PayloadDamagedException)
        {
            throw FeedErrors.Damaged(feed.Tenant, At);
        }
    }

    private async Task DeliverAsync(FeedEntry entry, CancellationToken cancellationToken)
    {
        Proto.FeedEvent happened;
        try
        {
            happened = await entry.MessageAsync().WaitAsync(cancellationToken);
        }
        catch (PayloadDamagedException)
        {
            throw FeedErrors.Damaged(feed.Tenant, At);
        }

        await WriteAsync(new Proto.SubscribeResponse { Event = happened }, happened.Cursor, cancellationToken);
        metrics.OnDelivered();
    }

    private Task BeatAsync(CancellationToken cancellationToken)
    {
        var beat = new Proto.Heartbeat { Cursor = At.Write(feed.Tenant), Position = _position, HeadPosition = Math.Max(_position, feed.Window.LastPosition) };
        return WriteAsync(new Proto.SubscribeResponse { Heartbeat = beat }, beat.Cursor, cancellationToken);
    }

    /// <param name="cursor">Behind the message. Whoever is told that it was too slow has got the message before that: it is on its way.</param>
    private async Task WriteAsync(Proto.SubscribeResponse message, string cursor, CancellationToken cancellationToken)
    {
        try
        {
            await writer.WriteAsync(message, () => [("cursor", cursor)], cancellationToken);
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.ResourceExhausted)
        {
            metrics.OnTooSlow();
            throw;
        }

        _sentAt = time.GetTimestamp();
    }

    private async Task WaitAsync(Task advanced, CancellationToken cancellationToken)
    {
        if (UntilBeat() is var left && left > TimeSpan.Zero)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(advanced, Task.Delay(left, time, stop.Token));
            await stop.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private TimeSpan UntilBeat() => options.Value.HeartbeatInterval - time.GetElapsedTime(_sentAt);
}
