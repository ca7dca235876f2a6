using System.Collections.Immutable;
using Triage.Models.History;

namespace Triage.Models.Replay;

/// <summary>A verdict and the invoice as it was when it was judged.</summary>
public sealed record JudgedInvoice(InvoiceState Before, Triaged Said)
{
    /// <param name="seq">Of the verdict in the history.</param>
    /// <exception cref="ReplayException">There is no verdict at that place.</exception>
    /// <exception cref="IllegalTransitionException">The history is damaged before it.</exception>
    public static JudgedInvoice Find(ImmutableArray<StoredEvent> history, long seq)
    {
        InvoiceState? before = null;
        foreach (var stored in history)
        {
            if (stored.Seq == seq)
            {
                return before is not null && stored.Event is Triaged said ? new(before, said) : throw new ReplayException(ReplayProblem.HistoryDamaged, $"Event {seq} is no verdict.");
            }

            before = InvoiceState.Apply(before, stored.Event);
        }

        throw new ReplayException(ReplayProblem.HistoryDamaged, $"There is no event {seq}.");
    }
}
