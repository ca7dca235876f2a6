using Triage.Models.Intake;

namespace Triage.Models.Matching;

/// <summary>Finds the invoices that share a blocking key.</summary>
public interface ITwinIndex
{
    /// <summary>
    /// Reads on the primary. Of two twins submitted at once at least the one that commits later sees the other: it asks after
    /// its own fingerprints are committed, or its append says what it saw (<see cref="TwinCandidates.Counts"/>) and is refused
    /// where more lies there by now.
    /// </summary>
    /// <param name="self">Left out of the answer.</param>
    /// <param name="perKeyMax">The newest so many per key that are neither cancelled nor superseded are returned; a key with more counts as overflowed.</param>
    ValueTask<TwinCandidates> FindAsync(InvoiceKey self, IReadOnlyList<BlockingKey> keys, int perKeyMax, CancellationToken cancellationToken = default);
}
