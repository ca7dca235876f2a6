using Google.Rpc;
using Grpc.Core;
using Triage.Client;
using Triage.Protos.V1;

namespace Triage.Cli.Feed;

/// <summary>Shows events as they come, across breaks of the stream, and says at the end how to go on.</summary>
internal sealed class FeedWatch(TriageClient client, EventOutput output, FeedRecord? record, TextWriter notes)
{
    private const int PageSize = 1000;

    private bool _isAway;

    public async Task FollowAsync(SubscribeRequest request, CancellationToken cancellationToken)
    {
        var cursor = request.Cursor;
        try
        {
            await foreach (var message in client.FollowAsync(request, NoteBreak, cancellationToken))
            {
                NoteReturn();
                cursor = message.Event?.Cursor ?? message.Heartbeat.Cursor;
                if (message.Event is { } happened)
                {
                    Take(happened);
                }
                else
                {
                    record?.Took(message.Heartbeat);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            notes.WriteLine(cursor.Length == 0 ? "\nStopped before anything was seen." : $"\nStopped. To go on from here: ./triage watch --from {cursor}");
        }
        catch (RpcException refused)
        {
            throw Explained(refused);
        }
    }

    /// <summary>What there is, and no more.</summary>
    public async Task ShowAsync(SubscribeRequest request, CancellationToken cancellationToken)
    {
        var ask = new ListEventsRequest
        {
            PageSize = PageSize,
            Cursor = request.Cursor,
            FromNow = request.FromNow,
            EventType = { request.EventType },
            Facility = { request.Facility },
            SourceSystem = { request.SourceSystem },
        };
        try
        {
            ListEventsResponse page;
            do
            {
                page = await client.Feed.ListEventsAsync(ask, cancellationToken: cancellationToken);
                foreach (var happened in page.Events)
                {
                    Take(happened);
                }

                (ask.Cursor, ask.FromNow) = (page.NextCursor, false);
            }
            while (page.More);
            notes.WriteLine($"To see what comes next: ./triage watch --from {page.NextCursor}");
        }
        catch (RpcException refused)
        {
            throw Explained(refused);
        }
    }

    private void Take(FeedEvent happened)
    {
        output.Write(happened);
        record?.Took(happened);
    }

    private void NoteBreak(RpcException broken)
    {
        if (!_isAway)
        {
            notes.WriteLine($"The service is away ({ProtoNames.Of(broken.StatusCode)}); trying again until it is back. Nothing is missed.");
            _isAway = true;
        }
    }

    private void NoteReturn()
    {
        if (_isAway)
        {
            notes.WriteLine("The service is back.");
            _isAway = false;
        }
    }

    private static Exception Explained(RpcException refused)
    {
        var status = refused.GetRpcStatus();
        if (refused.StatusCode == StatusCode.InvalidArgument && status?.GetDetail<BadRequest>() is { FieldViolations.Count: > 0 } bad)
        {
            return new CliException(ExitCode.Failed, $"The service refused what was asked: {string.Join("; ", bad.FieldViolations.Select(violation => $"{violation.Field} {violation.Description}"))}.");
        }

        // Damage can be passed, by whoever decides to.
        return refused.StatusCode == StatusCode.DataLoss && status?.GetDetail<ErrorInfo>() is { } info && info.Metadata.TryGetValue("cursor_after", out var after)
            ? new CliException(ExitCode.Failed, $"{refused.Status.Detail} Which invoice it is says ./triage verify. To go on without it: ./triage watch --from {after}")
            : refused;
    }
}
