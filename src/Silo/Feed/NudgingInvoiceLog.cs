using System.Collections.Immutable;
using Triage.Models.History;
using Triage.Models.Intake;

namespace Triage.Silo.Feed;

/// <summary>The log, which lets subscribers in this process know of a commit without asking the store for it.</summary>
internal sealed class NudgingInvoiceLog(IInvoiceLog log, FeedNudges nudges) : IInvoiceLog
{
    public async Task<AppendResult> AppendAsync(InvoiceAppend append, CancellationToken cancellationToken = default)
    {
        var result = await log.AppendAsync(append, cancellationToken);
        if (result.Outcome == AppendOutcome.Committed)
        {
            nudges.Give(append.Key.Tenant);
        }

        return result;
    }

    public ValueTask<ImmutableArray<StoredEvent>> ReadAsync(InvoiceKey key, CancellationToken cancellationToken = default) => log.ReadAsync(key, cancellationToken);

    public ValueTask<IdempotencyRecord?> FindRequestAsync(string tenant, RequestKey request, CancellationToken cancellationToken = default) =>
        log.FindRequestAsync(tenant, request, cancellationToken);
}
