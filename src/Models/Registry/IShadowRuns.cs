using System.Collections.Immutable;

namespace Triage.Models.Registry;

/// <summary>How far shadow runs are. Rows, so that any process goes on where another died.</summary>
public interface IShadowRuns
{
    /// <summary>Those of one version, newest first.</summary>
    ValueTask<ImmutableArray<ShadowRun>> OfVersionAsync(string tenant, string version, CancellationToken cancellationToken = default);

    /// <summary>
    /// A run that goes on and that nobody holds, held by the caller until <paramref name="leaseTime"/> has passed or it is given back; <c>null</c>
    /// where there is none. A lease spares work; the position protects: see <see cref="AdvanceAsync"/>.
    /// </summary>
    ValueTask<ShadowRun?> TakeAsync(TimeSpan leaseTime, CancellationToken cancellationToken = default);

    /// <summary>
    /// Moves the run on in the tenant's feed, with what was found, and keeps the lease. Another position than expected, or an end: nothing is
    /// written, so that nothing is counted twice.
    /// </summary>
    ValueTask<bool> AdvanceAsync(ShadowRun from, ShadowAdvance to, TimeSpan leaseTime, CancellationToken cancellationToken = default);

    /// <summary>Of one run, by kind and name.</summary>
    ValueTask<ImmutableArray<ShadowSegment>> SegmentsAsync(string tenant, long number, CancellationToken cancellationToken = default);

    /// <summary>Of one run, newest first.</summary>
    /// <param name="beforePosition">Only those of verdicts before it.</param>
    /// <param name="facilities">Only of invoices of these; <c>null</c>: of all.</param>
    ValueTask<ImmutableArray<ShadowDisagreement>> DisagreementsAsync(
        string tenant, long number, long beforePosition, int countMax, ImmutableArray<string>? facilities, CancellationToken cancellationToken = default);

    /// <summary>Lets the run go, so that it can be taken at once.</summary>
    ValueTask GiveBackAsync(ShadowRun run, CancellationToken cancellationToken = default);
}
