using System.Collections.Immutable;
using Triage.Grains.Replay;
using Triage.Models.Features.Sheets;
using Triage.Models.Feed;
using Triage.Models.History;
using Triage.Models.Registry;
using Triage.Models.Replay;
using Triage.Models.Scoring;

namespace Triage.Grains.Shadow;

/// <summary>
/// Takes one run on through its tenant's feed: each verdict of the version in force, with the features that were kept beside it, is asked again of
/// the candidate. What a step found is written with the step; whoever dies before has counted nothing.
/// </summary>
internal sealed class ShadowFollower(ShadowRun run, IShadowRuns runs, IFeedIndex feed, IInvoiceLog log, IFeatureArchive features, ReplayArtefacts artefacts, TimeProvider time, ShadowMetrics metrics)
{
    /// <summary>Verdicts a step: a hundredth of a second.</summary>
    internal const int StepMax = 64;

    private ShadowRun _run = run;
    private long _writtenAt = time.GetTimestamp();
    private ImmutableArray<ShadowSegment>? _segments;
    private Scorers? _candidate;

    public ShadowRun Run => _run;

    /// <returns>How many events are left behind it; <c>null</c>: the run ended, or another process goes on with it.</returns>
    /// <exception cref="StoreUnavailableException"/>
    public async Task<long?> StepAsync(TimeSpan leaseTime, CancellationToken cancellationToken)
    {
        _candidate ??= new((await artefacts.ModelsAsync(_run.Version)).Scorers);
        var segments = _segments ??= await runs.SegmentsAsync(_run.Tenant, _run.Number, cancellationToken);
        var head = (await feed.HeadAsync(_run.Tenant, cancellationToken)).Position;
        if (head <= _run.Position && time.GetElapsedTime(_writtenAt) < leaseTime / 3)
        {
            return 0; // nothing new, and nobody else may take it
        }

        var page = head > _run.Position ? await features.ReadAsync(_run.Tenant, _run.Position, head, StepMax, int.MaxValue, cancellationToken) : [];
        var tally = new ShadowTally(_run.Counts, segments);
        foreach (var kept in page)
        {
            await CompareAsync(kept, _candidate, tally, cancellationToken);
        }

        var position = page.Length == StepMax ? page[^1].Position : Math.Max(head, _run.Position);
        if (!await runs.AdvanceAsync(_run, tally.To(position), leaseTime, cancellationToken))
        {
            return null;
        }

        _writtenAt = time.GetTimestamp();
        Count(_run.Counts, tally.Counts);
        (_run, _segments) = (_run with { Position = position, Counts = tally.Counts }, tally.Segments);
        return Math.Max(0, head - position);
    }

    private async Task CompareAsync(KeptFeatures kept, Scorers candidate, ShadowTally tally, CancellationToken cancellationToken)
    {
        try
        {
            var (before, said) = JudgedInvoice.Find(await log.ReadAsync(kept.Key, cancellationToken), kept.Seq);
            // Of another version: it came while a process had not switched yet, or from one that cannot.
            if (VerdictReplay.ModelVersionOf(before, said.Verdict) != _run.Against)
            {
                return;
            }

            var (policy, masterData) = (await artefacts.PolicyAsync(said.Verdict.PolicySha256), await artefacts.MasterDataAsync(said.Verdict.MasterData));
            var instead = VerdictReplay.Instead(before, said, kept.Payload, candidate, policy, masterData);
            tally.Add(kept, before.Invoice, ShadowOpinion.Of(said.Verdict), ShadowOpinion.Of(instead));
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or StoreUnavailableException))
        {
            // One that can never be read or scored must not keep all after it from being compared.
            tally.Failed();
        }
    }

    private void Count(ShadowCounts before, ShadowCounts after)
    {
        var (invoices, agreed) = (after.Invoices - before.Invoices, after.Agreed - before.Agreed);
        metrics.OnCompared("Agreed", agreed);
        metrics.OnCompared("Differed", invoices - agreed);
        metrics.OnCompared("Failed", after.Failed - before.Failed);
    }
}
