using System.Globalization;
using System.Text.Json;
using Triage.Protos.V1;
using Triage.Verify;

namespace Triage.Cli.Feed;

/// <summary>What this subscriber took, as JSON lines for `./triage verify --record`. Each run is a subscriber of its own.</summary>
internal sealed class FeedRecord : IAsyncDisposable
{
    private readonly StreamWriter _lines;
    private readonly string _name;

    public FeedRecord(string path, SubscribeRequest request, TimeProvider time)
    {
        _lines = new StreamWriter(path, append: true) { AutoFlush = true };
        _name = "watch-" + time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss.fffffff'Z'", CultureInfo.InvariantCulture);
        Write(Line(RunRecordLine.Follow, "begun") with
        {
            // A cursor says where it stands to the service alone: the first heartbeat tells.
            Position = request is { Cursor: "", FromNow: false } ? 0 : null,
            EventTypes = [.. request.EventType.Select(type => ProtoNames.Of(type))],
            Facilities = [.. request.Facility],
            SourceSystems = [.. request.SourceSystem],
        });
    }

    public void Took(FeedEvent happened) => Write(Line(RunRecordLine.Deliver, "ok") with { Position = happened.Event.Position, EventId = happened.EventId });

    public void Took(Heartbeat beat) => Write(Line(RunRecordLine.Heartbeat, "ok") with { Position = beat.Position });

    public ValueTask DisposeAsync() => _lines.DisposeAsync();

    private RunRecordLine Line(string op, string result) => new() { Op = op, Key = _name, Result = result };

    private void Write(RunRecordLine line) => _lines.WriteLine(JsonSerializer.Serialize(line));
}
