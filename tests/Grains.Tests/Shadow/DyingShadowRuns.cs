using System.Collections.Immutable;
using Triage.Models.History;
using Triage.Models.Registry;

namespace Triage.Grains.Tests.Shadow;

/// <summary>A process that dies at one of its steps, before what it found is written or right after.</summary>
/// <param name="step">Counted from 1.</param>
internal sealed class DyingShadowRuns(IShadowRuns runs, int step, bool isWritten) : IShadowRuns
{
    private int _steps;

    public ValueTask<ImmutableArray<ShadowRun>> OfVersionAsync(string tenant, string version, CancellationToken cancellationToken = default) => runs.OfVersionAsync(tenant, version, cancellationToken);

    public ValueTask<ShadowRun?> TakeAsync(TimeSpan leaseTime, CancellationToken cancellationToken = default) => _steps < step ? runs.TakeAsync(leaseTime, cancellationToken) : throw Dead();

    public async ValueTask<bool> AdvanceAsync(ShadowRun from, ShadowAdvance to, TimeSpan leaseTime, CancellationToken cancellationToken = default)
    {
        if (++_steps < step)
        {
            return await runs.AdvanceAsync(from, to, leaseTime, cancellationToken);
        }

        if (isWritten && _steps == step)
        {
            await runs.AdvanceAsync(from, to, leaseTime, cancellationToken);
        }

        throw Dead();
    }

    public ValueTask<ImmutableArray<ShadowSegment>> SegmentsAsync(string tenant, long number, CancellationToken cancellationToken = default) => runs.SegmentsAsync(tenant, number, cancellationToken);

    public ValueTask<ImmutableArray<ShadowDisagreement>> DisagreementsAsync(
        string tenant, long number, long beforePosition, int countMax, ImmutableArray<string>? facilities, CancellationToken cancellationToken = default) =>
        runs.DisagreementsAsync(tenant, number, beforePosition, countMax, facilities, cancellationToken);

    public ValueTask GiveBackAsync(ShadowRun run, CancellationToken cancellationToken = default) => throw Dead();

    private static StoreUnavailableException Dead() => new("Nothing is left of this process.");
}
