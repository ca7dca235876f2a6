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
    /// <param name="isChecked">
    /// The append will be refused where more lies there by then (<see cref="TwinCandidates.Counts"/>): an index that has a reason to think that
    /// nothing does may then say so without asking the store.
    /// </param>
    ValueTask<TwinCandidates> FindAsync(InvoiceKey self, IReadOnlyList<BlockingKey> keys, int perKeyMax, bool isChecked, CancellationToken cancellationToken = default);
}
