using System.Collections.Immutable;
using Triage.Models.Features.Anomaly;

namespace Triage.Training.Anomaly;

/// <summary>Lets bills come in one after another and holds each against those before it.</summary>
internal static class AnomalyWalk
{
    /// <param name="ask">Given each bill of the span with its row, which is valid until the next, and the history before it.</param>
    public static void Over(
        ImmutableArray<LabelledInvoice> bills, int fromDay, int beforeDay, Action<LabelledInvoice, AnomalyFacts, AnomalyHistory, AnomalyRow> ask, CancellationToken cancellationToken)
    {
        var history = new AnomalyHistory();
        var row = new AnomalyRow();
        foreach (var bill in bills)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (bill.Day >= beforeDay)
            {
                return;
            }

            var facts = AnomalyFacts.Of(bill.Invoice);
            if (bill.Day >= fromDay)
            {
                AnomalyFeatures.Extract(facts, history, row);
                ask(bill, facts, history, row);
            }

            history.Add(facts);
        }
    }
}
