using System.Collections.Immutable;
using Triage.Cli.Output;
using Triage.Training.Anomaly;

namespace Triage.Cli.Evaluate;

internal sealed class EvalAnomalyRun(Screen screen, TimeProvider time, double share, int seed, bool isPaceAsked)
{
    private readonly Steps _steps = new(screen, time);

    /// <param name="truthPath"><c>null</c>: what is judged on is planted as well.</param>
    public async Task<AnomalyFigures> RunAsync(Split split, string? truthPath, CancellationToken cancellationToken)
    {
        var truth = truthPath is null ? null : AnomalyTruth.Read(truthPath, split.Mapping);
        var (invoices, fromDay) = await split.ReadAsync(screen, time, cancellationToken);
        return await Task.Run(() => Judge(PlantedAnomalies.Ordered(invoices), truth, fromDay, cancellationToken), cancellationToken);
    }

    private AnomalyFigures Judge(ImmutableArray<LabelledInvoice> ledger, AnomalyTruth? truth, int fromDay, CancellationToken cancellationToken)
    {
        int? unmatched = null;
        if (truth is not null)
        {
            (ledger, unmatched) = truth.Label(ledger);
        }

        _steps.Begin("Making bills wrong, with some seeds to learn from and another to be judged on");
        var judgedSeed = unchecked((ulong)seed);
        ImmutableArray<LabelledInvoice> earlier = [.. ledger.TakeWhile(bill => bill.Day < fromDay)];
        var plantings = AnomalyTrainer.PlantingsFor(earlier, fromDay, share);
        var learned = Enumerable.Range(1, plantings).Select(n => PlantedAnomalies.In(earlier, share, fromDay, judgedSeed + (ulong)n)).ToArray();
        var judged = truth is null ? PlantedAnomalies.In(ledger, share, fromDay, judgedSeed) : ledger;
        var model = AnomalyTrainer.Train(learned, fromDay, AnomalyTrainer.Trees with { Seed = seed }, _steps.Begin, cancellationToken).Model;
        _steps.Begin("Scoring every later bill, with labels and without");
        var figures = AnomalyEvaluation.Of(judged, model, fromDay, seed, cancellationToken);
        if (isPaceAsked)
        {
            _steps.Begin($"Measuring the pace after {AnomalyPace.HistoryBills:#,0} bills");
            figures = figures with { Pace = AnomalyPace.Measure(ledger, model) };
        }

        return figures with { Plantings = plantings, TruthUnmatched = unmatched, Seconds = _steps.Seconds };
    }
}
