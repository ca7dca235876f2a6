using System.Collections.Immutable;
using Triage.Models.Features.Coding;
using Triage.Models.Intake;
using Triage.Models.Scoring.Anomaly;
using Triage.Models.Scoring.Coding;
using Triage.Models.Scoring.Packages;
using Triage.Training.Anomaly;
using Triage.Training.Coding;
using Triage.Training.Drift;
using Triage.Training.Duplicates;
using Triage.Training.Labels;
using Triage.Training.Trees;

namespace Triage.Training.Packages;

/// <summary>From a ledger to every model: judged on its last days by models that did not know them, then grown on all of it.</summary>
public sealed class PackageTraining(PackageOptions options, Action<string> step)
{
    // No seed of learning may be one of judging.
    private const int JudgedSeedsAway = 1_000;

    /// <param name="invoices">All dated.</param>
    /// <param name="judgedFromDay">The first day to judge on.</param>
    /// <exception cref="TrainingException">What is missing to learn from.</exception>
    /// <param name="labels">Whose codes are right; <c>null</c>: all that are there.</param>
    public TrainedPackage Train(IReadOnlyCollection<Invoice> invoices, int judgedFromDay, CancellationToken cancellationToken, LabelSet? labels = null)
    {
        var trained = new TrainedPackage { Ledger = [.. invoices.OrderBy(invoice => invoice.IssueDate)], Labels = labels };
        if (options.Models.Contains(ModelFileKinds.Duplicate))
        {
            trained = TrainDuplicate(trained, judgedFromDay, cancellationToken);
        }

        if (options.Models.Contains(ModelFileKinds.Anomaly))
        {
            trained = TrainAnomaly(trained, judgedFromDay, cancellationToken);
        }

        if (options.Models.Contains(ModelFileKinds.Coding))
        {
            trained = TrainCoding(trained, judgedFromDay, cancellationToken);
        }

        foreach (var field in CodeFields.All.Where(field => field != CodeField.AccountCode && options.Models.Contains(ModelFileKinds.Of(field))))
        {
            trained = TrainField(trained, field, judgedFromDay, cancellationToken);
        }

        var models = TrainedScorers.Of(trained);
        trained = trained with { Reference = TrainingReference.Of(models, trained.History(options.HistoryInvoicesMax), options.Seed, step, cancellationToken) };
        return options.IsEvaluated ? trained with { JudgedFromDay = judgedFromDay } : trained;
    }

    /// <summary>What a model learns from that is issued before the day: feature rows, each with whether it is right.</summary>
    /// <param name="model">Its kind.</param>
    /// <exception cref="TrainingException">What is missing to learn from, or no rows are learned from for such a model.</exception>
    public ExampleTable Examples(string model, IReadOnlyCollection<Invoice> invoices, int untilDay, CancellationToken cancellationToken)
    {
        ImmutableArray<Invoice> ledger = [.. invoices.Where(invoice => invoice.IssueDate!.Value.DayNumber < untilDay).OrderBy(invoice => invoice.IssueDate)]; // all are dated
        if (ledger.IsEmpty)
        {
            throw new TrainingException($"No bill is issued before {DateOnly.FromDayNumber(untilDay):yyyy-MM-dd}: there is nothing to learn from. Give a longer ledger.");
        }

        return model switch
        {
            ModelFileKinds.Duplicate => DuplicateTrainer.Examples(Planted(ledger, DuplicateTrainer.PlantingsFor(ledger, untilDay, options.CopiesShare)), untilDay, options.Seed, cancellationToken),
            ModelFileKinds.Anomaly => AnomalyTrainer.Examples(Distorted(PlantedAnomalies.Ordered(ledger), untilDay), untilDay, step, cancellationToken),
            ModelFileKinds.Coding => CodingExamples.Of(CodingCases.Of(ledger), untilDay, CodingOptions().LinesMax, options.Seed, cancellationToken),
            _ => throw new TrainingException($"{model} models take no rows of other toolkits; {string.Join(", ", ModelFileKinds.Scorers)} do."),
        };
    }

    private TrainedPackage TrainDuplicate(TrainedPackage trained, int judgedFromDay, CancellationToken cancellationToken)
    {
        step("duplicate: planting copies");
        var learned = Planted(trained.Ledger, Plantings(trained.Ledger, judgedFromDay));
        DuplicateJudgement? judgement = null;
        if (options.IsEvaluated)
        {
            var judged = Duplicate(learned, judgedFromDay, "duplicate, to be judged", cancellationToken);
            step("duplicate, to be judged: asking every later bill");
            var planted = PlantedLedger.Of(trained.Ledger, options.CopiesShare, (ulong)(options.Seed + JudgedSeedsAway));
            judgement = DuplicateEvaluation.Of(planted, judged, judgedFromDay, int.MaxValue, cancellationToken);
        }

        var lastDay = trained.Ledger[^1].IssueDate!.Value.DayNumber; // all are dated
        var (model, earlier, threshold) = Duplicate(learned, lastDay + 1, "duplicate", cancellationToken);
        return trained with
        {
            Duplicate = model,
            WithoutLastMonth = trained.WithoutLastMonth.SetItem(ModelFileKinds.Duplicate, earlier),
            DuplicateJudgement = judgement,
            DuplicateThreshold = threshold,
            Questions = trained.Questions.Add(GoldenQuestions.OfDuplicates(learned[0], lastDay + 1, options.Seed, cancellationToken)),
        };
    }

    private ImmutableArray<ReceivedBill>[] Planted(ImmutableArray<Invoice> ledger, int times) =>
        [.. Enumerable.Range(0, times).Select(n => PlantedLedger.Varied(ledger, options.CopiesShare, (ulong)(options.Seed + n)))];

    /// <summary>As many as the thinner of the two months that are calibrated on needs, to have copies enough.</summary>
    private int Plantings(ImmutableArray<Invoice> ledger, int judgedFromDay)
    {
        int[] ends = options.IsEvaluated ? [judgedFromDay, ledger[^1].IssueDate!.Value.DayNumber + 1] : [ledger[^1].IssueDate!.Value.DayNumber + 1]; // all are dated
        return ends.Max(end => DuplicateTrainer.PlantingsFor(ledger, end, options.CopiesShare));
    }

    private TrainedPackage TrainAnomaly(TrainedPackage trained, int judgedFromDay, CancellationToken cancellationToken)
    {
        var ledger = PlantedAnomalies.Ordered(trained.Ledger);
        var endDay = ledger[^1].Day + 1;
        AnomalyFigures? figures = null;
        if (options.IsEvaluated)
        {
            ImmutableArray<LabelledInvoice> earlier = [.. ledger.TakeWhile(bill => bill.Day < judgedFromDay)];
            var judged = Anomaly(Distorted(earlier, judgedFromDay), judgedFromDay, "anomaly, to be judged", cancellationToken).Model;
            step("anomaly, to be judged: scoring every later bill");
            figures = AnomalyEvaluation.Of(PlantedAnomalies.In(ledger, options.AnomaliesShare, judgedFromDay, (ulong)(options.Seed + JudgedSeedsAway)), judged, judgedFromDay, options.Seed, cancellationToken);
        }

        var learned = Distorted(ledger, endDay);
        var (model, withoutLastMonth) = Anomaly(learned, endDay, "anomaly", cancellationToken);
        return trained with
        {
            Anomaly = model,
            WithoutLastMonth = trained.WithoutLastMonth.SetItem(ModelFileKinds.Anomaly, withoutLastMonth),
            AnomalyFigures = figures,
            Questions = trained.Questions.Add(GoldenQuestions.OfAnomalies(learned[0], endDay, options.Seed, cancellationToken)),
        };
    }

    /// <summary>Of one history as many plantings as its last month needs.</summary>
    private ImmutableArray<LabelledInvoice>[] Distorted(ImmutableArray<LabelledInvoice> ledger, int untilDay)
    {
        var plantings = AnomalyTrainer.PlantingsFor(ledger, untilDay, options.AnomaliesShare);
        return [.. Enumerable.Range(0, plantings).Select(n => PlantedAnomalies.In(ledger, options.AnomaliesShare, untilDay, (ulong)(options.Seed + n)))];
    }


    private TrainedPackage TrainCoding(TrainedPackage trained, int judgedFromDay, CancellationToken cancellationToken)
    {
        var cases = CodingCases.Of(LabelledBills.Of(trained.Ledger, trained.Labels));
        if (options.IsEvaluated)
        {
            var asked = trained.Labels is null ? cases : CodingCases.Of(LabelledBills.KnownOn(judgedFromDay, trained.Ledger, trained.Labels));
            var judged = Coding(asked, judgedFromDay, "coding, to be judged", cancellationToken).Model;
            step("coding, to be judged: asking every later line, with history that ended and with history that grows");
            trained = trained with
            {
                CodingFrozen = CodingEvaluation.Of(asked, judged, judgedFromDay, asked.LastDay + 1, isGrowing: false, cancellationToken),
                CodingGrowing = CodingEvaluation.Of(asked, judged, judgedFromDay, asked.LastDay + 1, isGrowing: true, cancellationToken),
            };
        }

        var (model, earlier) = Coding(cases, cases.LastDay + 1, "coding", cancellationToken);
        return trained with
        {
            Coding = model,
            WithoutLastMonth = trained.WithoutLastMonth.SetItem(ModelFileKinds.Coding, earlier),
            Questions = trained.Questions.Add(GoldenQuestions.OfLines(cases, CodeField.AccountCode, options.Seed)),
        };
    }

    private TrainedPackage TrainField(TrainedPackage trained, CodeField field, int judgedFromDay, CancellationToken cancellationToken)
    {
        var name = field.Words();
        try
        {
            CodingFigures? figures = null;
            if (options.IsEvaluated)
            {
                var asked = CodingCases.Of(LabelledBills.OnlyKnownOn(judgedFromDay, trained.Ledger, trained.Labels), field);
                var judged = CodingTrainer.Train(asked, judgedFromDay, CodingOptions(), Of($"{name}, to be judged"), cancellationToken).Model;
                step($"{name}, to be judged: asking every later line, with history that grows");
                figures = CodingEvaluation.Of(asked, judged, judgedFromDay, asked.LastDay + 1, isGrowing: true, cancellationToken).Figures;
            }

            var cases = CodingCases.Of(LabelledBills.OnlyKnown(trained.Ledger, trained.Labels), field);
            var (model, earlier) = CodingTrainer.Train(cases, cases.LastDay + 1, CodingOptions(), Of(name), cancellationToken);
            return trained with
            {
                Fields = [.. trained.Fields, new(field, model, figures)],
                WithoutLastMonth = trained.WithoutLastMonth.SetItem(ModelFileKinds.Of(field), earlier),
                Questions = trained.Questions.Add(GoldenQuestions.OfLines(cases, field, options.Seed)),
            };
        }
        catch (TrainingException missing) when (options.Models.Length == ModelFileKinds.Models.Length)
        {
            // Nobody asked for this one by its name, and many ledgers have no use for it.
            step($"{name}: left out. {missing.Message}");
            return trained;
        }
    }

    private TrainedDuplicates Duplicate(ImmutableArray<ReceivedBill>[] learned, int untilDay, string name, CancellationToken cancellationToken) =>
        options.Brought.TryGetValue(ModelFileKinds.Duplicate, out var brought)
            ? DuplicateTrainer.Calibrated(brought, learned, untilDay, Of(name), cancellationToken)
            : DuplicateTrainer.Train(learned, untilDay, Most(DuplicateTrainer.Trees with { Seed = options.Seed }), Of(name), cancellationToken);

    private Grown<AnomalyModel> Anomaly(ImmutableArray<LabelledInvoice>[] learned, int untilDay, string name, CancellationToken cancellationToken) =>
        options.Brought.TryGetValue(ModelFileKinds.Anomaly, out var brought)
            ? new(AnomalyTrainer.Calibrated(brought, learned, untilDay, options.Seed, Of(name), cancellationToken), brought)
            : AnomalyTrainer.Train(learned, untilDay, Most(AnomalyTrainer.Trees with { Seed = options.Seed }), Of(name), cancellationToken);

    private Grown<CodingModel> Coding(CodingCases cases, int untilDay, string name, CancellationToken cancellationToken) =>
        options.Brought.TryGetValue(ModelFileKinds.Coding, out var brought)
            ? new(CodingTrainer.Calibrated(brought, cases, untilDay, Of(name), cancellationToken), brought)
            : CodingTrainer.Train(cases, untilDay, CodingOptions(), Of(name), cancellationToken);

    private CodingTrainingOptions CodingOptions()
    {
        var coding = new CodingTrainingOptions();
        return coding with { LinesMax = options.CodingLinesMax ?? coding.LinesMax, Trees = Most(coding.Trees with { Seed = options.Seed }) };
    }

    private TreeOptions Most(TreeOptions trees) => trees with { Trees = Math.Min(trees.Trees, options.TreesMax ?? int.MaxValue) };

    private Action<string> Of(string model) => what => step($"{model}: {char.ToLowerInvariant(what[0])}{what[1..]}");
}
