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
    /// Moves the run on in the tenant's feed and keeps the lease. Another position than expected, or an end: nothing is written, so that nothing
    /// is counted twice.
    /// </summary>
    /// <param name="counts">All in all, those of before among them.</param>
    ValueTask<bool> AdvanceAsync(ShadowRun from, long position, ShadowCounts counts, TimeSpan leaseTime, CancellationToken cancellationToken = default);

    /// <summary>Lets the run go, so that it can be taken at once.</summary>
    ValueTask GiveBackAsync(ShadowRun run, CancellationToken cancellationToken = default);
}
