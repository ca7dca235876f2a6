using System.Collections.Concurrent;
using Grpc.Core;
using Triage.Protos.V1;
using Triage.Verify;

namespace Triage.Chaos;

/// <summary>
/// A host that follows the feed over every process that serves it: it keeps the cursor of what it took, and
/// begins there again after whatever cut it off, or when it leaves by itself.
/// </summary>
/// <param name="seed">Decides when it leaves and when it dawdles.</param>
/// <param name="isSlow">Takes its time over many messages, so that it falls behind.</param>
internal sealed class RecordingSubscriber(int seed, bool isSlow)
{
    private readonly Random _chance = new(seed);
    private readonly ConcurrentQueue<FeedEvent> _taken = new();
    private readonly List<RunRecordLine> _record = [];
    private string _cursor = "";

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyCollection<FeedEvent> Taken => _taken;

    /// <summary>What the checker reads.</summary>
    public IReadOnlyList<RunRecordLine> Record => _record;

    /// <summary>How often the service or its end cut it off.</summary>
    public int Broken { get; private set; }

    /// <summary>How often it left by itself in the middle.</summary>
    public int Left { get; private set; }

    /// <summary>Until a heartbeat says that nothing more is there, or the process is gone.</summary>
    /// <param name="untilCaughtUp">Otherwise until the process is gone.</param>
    /// <param name="late">When the slow ones begin: they have fallen behind by then.</param>
    public async Task FollowAsync(SiloUnderTest silo, bool untilCaughtUp, Task late, CancellationToken cancellationToken)
    {
        if (isSlow)
        {
            await late;
        }

        while (!silo.Service.HasExited)
        {
            try
            {
                using var call = silo.Feed.Subscribe(new SubscribeRequest { Cursor = _cursor }, silo.Headers, cancellationToken: cancellationToken);
                _record.Add(Line(RunRecordLine.Follow, "begun", _cursor.Length == 0 ? 0 : null));
                var leaveAfter = untilCaughtUp ? int.MaxValue : _chance.Next(20, 800);
                while (await call.ResponseStream.MoveNext(cancellationToken))
                {
                    var message = call.ResponseStream.Current;
                    if (message.Heartbeat is { } beat)
                    {
                        _cursor = beat.Cursor;
                        _record.Add(Line(RunRecordLine.Heartbeat, "ok", beat.Position));
                        if (untilCaughtUp && beat.Position == beat.HeadPosition)
                        {
                            return;
                        }

                        continue;
                    }

                    _taken.Enqueue(message.Event);
                    _cursor = message.Event.Cursor;
                    _record.Add(Line(RunRecordLine.Deliver, "ok", message.Event.Event.Position) with { EventId = message.Event.EventId });
                    if (--leaveAfter == 0)
                    {
                        Left++;
                        break;
                    }

                    if (isSlow && !untilCaughtUp && _chance.Next(20) == 0)
                    {
                        await Task.Delay(_chance.Next(1, 120), cancellationToken);
                    }
                }
            }
            catch (RpcException) when (!cancellationToken.IsCancellationRequested)
            {
                Broken++;
            }
        }
    }

    private RunRecordLine Line(string op, string result, long? position) => new() { Op = op, Key = $"subscriber-{seed}", Result = result, Position = position };
}
