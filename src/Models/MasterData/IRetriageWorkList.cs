namespace Triage.Models.MasterData;

/// <summary>Which versions still have open invoices to look at. Rows, so that any process goes on where another died.</summary>
public interface IRetriageWorkList
{
    /// <summary>
    /// The oldest unfinished work that nobody holds, held by the caller from now until <paramref name="leaseTime"/> has passed or
    /// it is given back; <c>null</c> where there is none. A lease spares work; it protects nothing: looking at an invoice twice is harmless.
    /// </summary>
    /// <param name="settleTime">
    /// How long after its activation every process knows a version. A look round that begins then misses nothing: what was judged by an
    /// older version is there, and what comes later is judged by the new one.
    /// </param>
    ValueTask<RetriageWork?> TakeAsync(TimeSpan leaseTime, TimeSpan settleTime, CancellationToken cancellationToken = default);

    /// <summary>Moves the cursor on and keeps the lease. Another cursor than expected: another process went on, and nothing is written.</summary>
    ValueTask<bool> AdvanceAsync(RetriageWork from, string cursor, RetriageProgress progress, TimeSpan leaseTime, CancellationToken cancellationToken = default);

    /// <summary>Lets the work go, so that it can be taken at once.</summary>
    ValueTask GiveBackAsync(RetriageWork work, CancellationToken cancellationToken = default);

    /// <summary>Works that are not done.</summary>
    ValueTask<int> CountAsync(CancellationToken cancellationToken = default);
}
