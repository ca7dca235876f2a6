using System.Collections.Immutable;
using Triage.Models.Features.Anomaly;
using Triage.Models.Scoring.Anomaly;

namespace Triage.Training.Anomaly;

/// <summary>
/// How much time of the processor it takes to score a bill, one after another on one thread, with a history as long as a large tenant's: the ledger again and
/// again, each time from suppliers of other names.
/// </summary>
public static class AnomalyPace
{
    public const int HistoryBills = 1_000_000;
    private const int AskedMax = 20_000;

    public static AnomalyPaceFigures Measure(ImmutableArray<LabelledInvoice> ledger, AnomalyModel model)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var history = new AnomalyHistory();
        for (var i = 0; i < HistoryBills; i++)
        {
            var facts = AnomalyFacts.Of(ledger[i % ledger.Length].Invoice);
            history.Add(facts with { Supplier = facts.Supplier ^ (i / ledger.Length) });
        }

        var megabytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)(1 << 20);
        var scorer = new AnomalyScorer(model);
        var row = new AnomalyRow();
        var asked = ledger.Where((_, i) => i % Math.Max(1, ledger.Length / AskedMax) == 0).ToArray();
        double PassOf(Action<AnomalyFacts> ask)
        {
            var began = Environment.CpuUsage.TotalTime;
            foreach (var bill in asked)
            {
                ask(AnomalyFacts.Of(bill.Invoice));
            }

            return (Environment.CpuUsage.TotalTime - began).TotalMicroseconds / asked.Length;
        }

        void Score(AnomalyFacts facts) => scorer.Score(facts, history, row);
        void Surprise(AnomalyFacts facts)
        {
            AnomalyFeatures.Extract(facts, history, row);
            scorer.SurpriseOf(row.Values);
        }

        // The first pass warms up.
        double Quickest(Action<AnomalyFacts> ask) => Enumerable.Range(0, 4).Select(_ => PassOf(ask)).Min();
        return new(history.Bills, megabytes, Quickest(Score), Quickest(Surprise));
    }
}
