using System.Collections.Immutable;
using Triage.Models.Features.Anomaly;
using Triage.Models.Intake;

namespace Triage.Training.Anomaly;

/// <summary>Lets bills come in one after another and holds each against those before it.</summary>
internal static class AnomalyWalk
{
    /// <param name="come">As which a bill is asked about; history takes it as it is.</param>
    /// <param name="ask">Given each bill of the span with its row, which is valid until the next, and the history before it.</param>
    public static void Over(
        ImmutableArray<LabelledInvoice> bills, int fromDay, int beforeDay, Func<LabelledInvoice, Invoice> come, Action<LabelledInvoice, AnomalyFacts, AnomalyHistory, AnomalyRow> ask, CancellationToken cancellationToken)
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
                var asked = come(bill);
                var question = ReferenceEquals(asked, bill.Invoice) ? facts : AnomalyFacts.Of(asked);
                AnomalyFeatures.Extract(question, history, row);
                ask(bill, question, history, row);
            }

            history.Add(facts);
        }
    }
}
