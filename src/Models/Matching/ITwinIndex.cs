using Triage.Models.Intake;

namespace Triage.Models.Matching;

/// <summary>Finds the invoices that share a blocking key.</summary>
public interface ITwinIndex
{
    /// <summary>
    /// Reads on the primary, after the asking invoice's own fingerprints are committed: of two twins
    /// submitted at once, at least the one that commits later sees the other.
    /// </summary>
    /// <param name="self">Left out of the answer.</param>
    /// <param name="perKeyMax">The newest so many per key are returned; a key with more counts as overflowed.</param>
    ValueTask<TwinCandidates> FindAsync(InvoiceKey self, IReadOnlyList<BlockingKey> keys, int perKeyMax, CancellationToken cancellationToken = default);
}
