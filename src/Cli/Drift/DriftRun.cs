using Triage.Cli.Output;
using Triage.Client;
using Triage.Models.Scoring.Drift;
using Triage.Protos.V1;
using Triage.Training.Reports.Drift;

namespace Triage.Cli.Drift;

/// <summary>Has the service measure, and keeps what it says.</summary>
internal sealed class DriftRun(TriageClient client, Screen screen, TimeProvider time)
{
    private readonly List<WeekDrift> _weeks = [];
    private long _done;
    private DriftSummary? _summary;

    public async Task<DriftFindings> RunAsync(string? version, int weeks, CancellationToken cancellationToken)
    {
        var request = new MeasureDriftRequest { ModelVersion = version ?? "", Weeks = weeks };
        await screen.WatchAsync("Measuring weeks", () => WorkProgress.Of(Interlocked.Read(ref _done), weeks), ReadAsync(request, cancellationToken), time);
        return (_summary ?? throw new CliException(ExitCode.Failed, "The service ended the measurement before its summary; run the command again.")).ToFindings(_weeks);
    }

    private async Task ReadAsync(MeasureDriftRequest request, CancellationToken cancellationToken)
    {
        using var call = client.Drift.MeasureDrift(request, cancellationToken: cancellationToken);
        while (await call.ResponseStream.MoveNext(cancellationToken))
        {
            if (call.ResponseStream.Current.Week is { } week)
            {
                _weeks.Add(week.ToDomain());
                Interlocked.Increment(ref _done);
            }

            _summary = call.ResponseStream.Current.Summary ?? _summary;
        }
    }
}
