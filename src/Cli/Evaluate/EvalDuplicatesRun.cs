using System.Collections.Immutable;
using Triage.Cli.Output;
using Triage.Models.Intake;
using Triage.Training;
using Triage.Training.Duplicates;

namespace Triage.Cli.Evaluate;

internal sealed class EvalDuplicatesRun(Screen screen, TimeProvider time, double share, int seed)
{
    private readonly Steps _steps = new(screen, time);
    private readonly ulong _judgedSeed = unchecked((ulong)seed);

    /// <param name="truthPath"><c>null</c>: what is judged on is planted as well.</param>
    public async Task<DuplicateFigures> RunAsync(Split split, string? truthPath, CancellationToken cancellationToken)
    {
        if (truthPath is null)
        {
            var (invoices, fromDay) = await split.ReadAsync(screen, time, cancellationToken);
            return await Task.Run(() => JudgePlanted(invoices, fromDay, cancellationToken), cancellationToken);
        }

        var truth = CopyTruth.Read(truthPath, split.Mapping);
        var (learned, judged, firstDay) = await split.ReadApartAsync(screen, time, cancellationToken);
        return await Task.Run(() => JudgeKnown(learned, judged, truth, firstDay, cancellationToken), cancellationToken);
    }

    private DuplicateFigures JudgePlanted(List<Invoice> invoices, int fromDay, CancellationToken cancellationToken)
    {
        _steps.Begin("Planting copies, with some seeds to learn from and another to be judged on");
        var model = Train([.. invoices], fromDay, cancellationToken);
        return Judge(PlantedLedger.Of(invoices, share, _judgedSeed), model, fromDay, cancellationToken);
    }

    private DuplicateFigures JudgeKnown(List<Invoice> learned, List<Invoice> judged, CopyTruth truth, int fromDay, CancellationToken cancellationToken)
    {
        var (bills, unmatched) = truth.Label(ReceivedLedger.Of(learned, judged, fromDay));
        if (!bills.Any(bill => bill.ReceivedDay >= fromDay && bill.Copy is not null))
        {
            throw new TrainingException($"No copy that the truth names came on {Split.Written(fromDay)} or later: there is nothing to find. {unmatched:#,0} rows name bills that are not in the ledgers.");
        }

        _steps.Begin("Planting copies to learn from");
        // What is known to have come twice would be taught as two bills in order.
        var model = Train([.. bills.Where(bill => bill.ReceivedDay < fromDay && bill.Copy is null).Select(bill => bill.Invoice)], fromDay, cancellationToken);
        return Judge(bills, model, fromDay, cancellationToken) with { TruthUnmatched = unmatched };
    }

    private TrainedDuplicates Train(ImmutableArray<Invoice> ledger, int untilDay, CancellationToken cancellationToken)
    {
        var plantings = DuplicateTrainer.PlantingsFor(ledger, untilDay, share);
        var learned = Enumerable.Range(1, plantings).Select(n => PlantedLedger.Varied(ledger, share, _judgedSeed + (ulong)n)).ToArray();
        return DuplicateTrainer.Train(learned, untilDay, DuplicateTrainer.Trees with { Seed = seed }, _steps.Begin, cancellationToken);
    }

    private DuplicateFigures Judge(ImmutableArray<ReceivedBill> bills, TrainedDuplicates model, int fromDay, CancellationToken cancellationToken)
    {
        _steps.Begin("Asking every later bill, with its number and without");
        return DuplicateEvaluation.Of(bills, model, fromDay, int.MaxValue, cancellationToken).Figures;
    }
}
