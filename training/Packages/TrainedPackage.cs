using System.Collections.Immutable;
using Triage.Models.Intake;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Anomaly;
using Triage.Models.Scoring.Coding;
using Triage.Models.Scoring.Drift;
using Triage.Models.Scoring.Duplicates;
using Triage.Training.Anomaly;
using Triage.Training.Coding;
using Triage.Training.Duplicates;
using Triage.Training.Labels;

namespace Triage.Training.Packages;

/// <summary>All that one training made: models grown on the whole ledger, and how good the same training was on its last days.</summary>
public sealed record TrainedPackage
{
    /// <summary>In the order in which profiles fold them.</summary>
    public required ImmutableArray<Invoice> Ledger { get; init; }

    /// <summary>Of the ledger's bills, which have codes that are known to be right, since when and by whom; <c>null</c>: all that stand there are taken as right since the bill's date.</summary>
    public LabelSet? Labels { get; init; }
    public DuplicateModel? Duplicate { get; init; }
    public AnomalyModel? Anomaly { get; init; }
    public CodingModel? Coding { get; init; }

    /// <summary>By kind what scores rows as the model does without having learned from the ledger's last month.</summary>
    public ImmutableDictionary<string, IRowScorer> WithoutLastMonth { get; init; } = ImmutableDictionary<string, IRowScorer>.Empty;

    /// <summary>The first day that was judged on; <c>null</c>: nothing was.</summary>
    public int? JudgedFromDay { get; init; }
    public DuplicateJudgement? DuplicateJudgement { get; init; }

    /// <summary>What the duplicate model's threshold rests on.</summary>
    public DuplicateThreshold? DuplicateThreshold { get; init; }
    public AnomalyFigures? AnomalyFigures { get; init; }
    public CodingJudgement? CodingFrozen { get; init; }
    public CodingJudgement? CodingGrowing { get; init; }

    /// <summary>What completes lines, of the fields that the ledger has enough of.</summary>
    public ImmutableArray<TrainedField> Fields { get; init; } = [];

    /// <summary>What each model is asked in golden cases.</summary>
    public ImmutableArray<GoldenQuestions> Questions { get; init; } = [];

    /// <summary>What the models were asked and said of the last bills; <c>null</c>: of none.</summary>
    public DriftReference? Reference { get; init; }

    /// <summary>What profiles begin from: they take the codes of a history as right; what a store knows besides, its feed says again.</summary>
    /// <param name="invoicesMax">The newest.</param>
    public ImmutableArray<Invoice> History(int invoicesMax)
    {
        ImmutableArray<Invoice> known = Labels is { } labels ? [.. Ledger.Where(bill => labels.Of(bill) is not null)] : Ledger;
        return known[Math.Max(0, known.Length - invoicesMax)..];
    }
}
