using Triage.Cli.Output;
using Triage.Client;
using Triage.Protos.V1;

namespace Triage.Cli.Replay;

/// <summary>Has the service replay, and keeps what it says.</summary>
internal sealed class ReplayRun(TriageClient client, Screen screen, TimeProvider time)
{
    // Of more than these the rest is counted: a model that is missing would fill the disk.
    private const int KeptMax = 10_000;

    private readonly List<ReplayedVerdict> _verdicts = [];
    private ReplayProgress _progress = new();
    private ReplaySummary? _summary;

    public async Task<ReplayReport> RunAsync(ReplayVerdictsRequest request, CancellationToken cancellationToken)
    {
        await screen.WatchAsync(request.Method == ReplayMethod.Past ? "Folding the past" : "Replaying", () => WorkProgress.Of(_progress.Done, _progress.Total), ReadAsync(request, cancellationToken), time);
        return ReplayReport.Of(request, _summary ?? throw new CliException(ExitCode.Failed, "The service ended the replay before its summary; run the command again."), _verdicts);
    }

    private async Task ReadAsync(ReplayVerdictsRequest request, CancellationToken cancellationToken)
    {
        using var call = client.Replay.ReplayVerdicts(request, cancellationToken: cancellationToken);
        while (await call.ResponseStream.MoveNext(cancellationToken))
        {
            var part = call.ResponseStream.Current;
            switch (part.PartCase)
            {
                case ReplayVerdictsResponse.PartOneofCase.Verdict when _verdicts.Count < KeptMax:
                    _verdicts.Add(part.Verdict);
                    break;
                case ReplayVerdictsResponse.PartOneofCase.Progress:
                    Volatile.Write(ref _progress, part.Progress);
                    break;
                case ReplayVerdictsResponse.PartOneofCase.Summary:
                    _summary = part.Summary;
                    Volatile.Write(ref _progress, new() { Done = ReplayReport.Sum(part.Summary.Counts), Total = ReplayReport.Sum(part.Summary.Counts) });
                    break;
            }
        }
    }
}
