using System.Collections.Immutable;
using Triage.Models.Intake;

namespace Triage.Models.History;

/// <summary>
/// Every invoice's history, append-only. The store decides: two activations of one invoice cannot both
/// write an event with the same number.
/// </summary>
public interface IInvoiceLog
{
    /// <summary>Answers after the commit, never before. One append's failure never touches another's.</summary>
    /// <param name="cancellationToken">Heeded until the append is handed to the writer; after that the outcome is awaited.</param>
    /// <exception cref="StoreUnavailableException">Nothing is known of the outcome, or nothing was tried: the same append may be retried by its caller with the same idempotency key.</exception>
    /// <exception cref="StoreRefusedException">The store does not serve this tenant.</exception>
    Task<AppendResult> AppendAsync(InvoiceAppend append, CancellationToken cancellationToken = default);

    /// <summary>The whole history in order; empty where there is none.</summary>
    /// <exception cref="StoreUnavailableException"/>
    ValueTask<ImmutableArray<StoredEvent>> ReadAsync(InvoiceKey key, CancellationToken cancellationToken = default);

    /// <summary>What is stored of a request; <c>null</c> where the key is free.</summary>
    /// <exception cref="StoreUnavailableException"/>
    ValueTask<IdempotencyRecord?> FindRequestAsync(string tenant, RequestKey request, CancellationToken cancellationToken = default);
}
