using System.Collections.Immutable;
using Triage.Models.Intake;

namespace Triage.Models.History;

/// <summary>Finds the invoices whose time has come, by the store's clock.</summary>
public interface IWaitingIndex
{
    /// <summary>Due for judgement, on hold past the deadline, or not reported on in time; the longest overdue first.</summary>
    ValueTask<ImmutableArray<InvoiceKey>> OverdueAsync(int countMax, CancellationToken cancellationToken = default);
}
