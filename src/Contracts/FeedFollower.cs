using System.Runtime.CompilerServices;
using Grpc.Core;
using Triage.Protos.V1;

namespace Triage.Client;

/// <summary>One subscription over as many streams as it takes: each goes on behind what the one before handed over.</summary>
internal sealed class FeedFollower(FeedService.FeedServiceClient feed, TriageClientOptions options, Action<RpcException>? onBroken)
{
    public async IAsyncEnumerable<SubscribeResponse> FollowAsync(SubscribeRequest from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = from.Clone();
        for (var fruitless = 1; ; fruitless++)
        {
            RpcException? broken = null;
            using (var call = feed.Subscribe(request, cancellationToken: cancellationToken))
            {
                while (true)
                {
                    (var message, broken) = await NextAsync(call.ResponseStream, cancellationToken).ConfigureAwait(false);
                    if (message is null)
                    {
                        break;
                    }

                    if (CursorOf(message) is not { } cursor)
                    {
                        continue;
                    }

                    (request.Cursor, request.FromNow, fruitless) = (cursor, false, 0);
                    yield return message;
                }
            }

            if (broken is not null)
            {
                onBroken?.Invoke(broken);
            }

            var wait = (broken is null ? null : Backoff.AskedBy(broken)) ?? Backoff.After(Math.Max(1, fruitless));
            await Task.Delay(wait, options.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <returns>Neither: the service ended the stream.</returns>
    private async Task<(SubscribeResponse? Message, RpcException? Broken)> NextAsync(IAsyncStreamReader<SubscribeResponse> stream, CancellationToken cancellationToken)
    {
        var next = stream.MoveNext(cancellationToken);
        try
        {
            return await next.WaitAsync(options.SilenceMax, options.Time, cancellationToken).ConfigureAwait(false) ? (stream.Current, null) : (null, null);
        }
        catch (TimeoutException)
        {
            // The call is disposed next, which ends this read too.
            _ = next.ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return (null, new RpcException(new Status(StatusCode.Unavailable, $"The subscription was silent for {options.SilenceMax}.")));
        }
        catch (RpcException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (RpcException broken) when (Outage.Passes(broken, options))
        {
            return (null, broken);
        }
    }

    /// <summary><c>null</c>: a kind of message that is newer than this client.</summary>
    private static string? CursorOf(SubscribeResponse message) => message.MessageCase switch
    {
        SubscribeResponse.MessageOneofCase.Event => message.Event.Cursor,
        SubscribeResponse.MessageOneofCase.Heartbeat => message.Heartbeat.Cursor,
        _ => null,
    };
}
