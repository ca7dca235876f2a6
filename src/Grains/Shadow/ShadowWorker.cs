using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Triage.Grains.Replay;
using Triage.Grains.Scoring;
using Triage.Models.Features.Sheets;
using Triage.Models.Feed;
using Triage.Models.History;
using Triage.Models.MasterData;
using Triage.Models.Policy;
using Triage.Models.Registry;

namespace Triage.Grains.Shadow;

/// <summary>
/// Works on shadow runs that nobody else works on, beside the calls: one step after another, and after each a rest as long as the step, so that it
/// never takes more than half of one processor from scoring.
/// </summary>
internal sealed partial class ShadowWorker(
    IShadowRuns runs,
    IFeedIndex feed,
    IInvoiceLog log,
    IFeatureArchive features,
    IPolicyArchive policies,
    IMasterDataArchive masterData,
    RegisteredSets sets,
    ShadowMetrics metrics,
    TimeProvider time,
    ILogger<ShadowWorker> logger) : BackgroundService
{
    private const int RunsMax = 64;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);

    // Of a run that goes on, what its verdicts rest on is read anew so often: policies and master data of long ago leave the memory.
    private static readonly TimeSpan HeldMax = TimeSpan.FromMinutes(10);

    private readonly List<(ShadowFollower Follower, long Since)> _held = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var began = time.GetTimestamp();
                var behind = await TurnAsync(stoppingToken);
                await Task.Delay(behind > 0 ? time.GetElapsedTime(began) : Pause, time, stoppingToken);
            }
        }
        finally
        {
            foreach (var (follower, _) in _held)
            {
                await GiveBackAsync(follower.Run);
            }
        }
    }

    /// <summary>A step of each run that is held.</summary>
    /// <returns>How many events the run furthest behind has not looked at.</returns>
    internal async Task<long> TurnAsync(CancellationToken cancellationToken)
    {
        await TakeAsync(cancellationToken);
        long behind = 0;
        foreach (var held in _held.ToArray())
        {
            try
            {
                if (await held.Follower.StepAsync(LeaseTime, cancellationToken) is not { } left)
                {
                    _held.Remove(held);
                    continue;
                }

                behind = Math.Max(behind, left);
                if (time.GetElapsedTime(held.Since) > HeldMax)
                {
                    _held.Remove(held);
                    await GiveBackAsync(held.Follower.Run);
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // Its lease runs out: until then nobody tries again.
                _held.Remove(held);
                RunInterrupted(failure, held.Follower.Run.Version);
            }
        }

        metrics.OnBehind(behind);
        return behind;
    }

    private async Task TakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (_held.Count < RunsMax && await runs.TakeAsync(LeaseTime, cancellationToken) is { } run)
            {
                var artefacts = new ReplayArtefacts(run.Tenant, withHistory: false, new ShadowModels(sets), policies, masterData);
                _held.Add((new(run, runs, feed, log, features, artefacts, time, metrics), time.GetTimestamp()));
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LookFailed(failure);
        }
    }

    private async Task GiveBackAsync(ShadowRun run)
    {
        try
        {
            await runs.GiveBackAsync(run, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // Its lease runs out.
        }
    }
}
