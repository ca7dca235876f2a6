using System.Collections.Concurrent;
using Grpc.Core;
using Triage.Protos.V1;

namespace Triage.Contracts.Tests;

/// <summary>A feed whose cursors are positions; each stream gives so many events and then ends as the test says.</summary>
public sealed class ScriptedFeed : FeedService.FeedServiceBase
{
    private readonly ConcurrentQueue<(int Events, Func<Task> End)> _streams = new();

    public ConcurrentQueue<SubscribeRequest> Requests { get; } = new();

    public ConcurrentQueue<string?> Tokens { get; } = new();

    /// <summary>The next stream that has no script yet; without any, streams go on for ever.</summary>
    public void Next(int events, Func<Task> end) => _streams.Enqueue((events, end));

    public override async Task Subscribe(SubscribeRequest request, IServerStreamWriter<SubscribeResponse> responseStream, ServerCallContext context)
    {
        Requests.Enqueue(request);
        Tokens.Enqueue(context.RequestHeaders.GetValue("authorization"));
        var position = request.Cursor.Length > 0 ? long.Parse(request.Cursor) : request.FromNow ? 100 : 0;
        await responseStream.WriteAsync(new SubscribeResponse { Heartbeat = new Heartbeat { Cursor = $"{position}", Position = position } }, context.CancellationToken);
        var (events, end) = _streams.TryDequeue(out var script) ? script : (int.MaxValue, () => Task.CompletedTask);
        for (var n = 1; n <= events; n++)
        {
            position++;
            await responseStream.WriteAsync(new SubscribeResponse { Event = new FeedEvent { Cursor = $"{position}", EventId = $"e{position}" } }, context.CancellationToken);
            // A kind of message that this client does not know.
            await responseStream.WriteAsync(new SubscribeResponse(), context.CancellationToken);
        }

        await end();
    }
}
