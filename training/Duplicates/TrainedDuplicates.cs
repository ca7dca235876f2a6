using Triage.Models.Scoring;
using Triage.Models.Scoring.Duplicates;

namespace Triage.Training.Duplicates;

/// <param name="Model">Grown on everything.</param>
/// <param name="WithoutLastMonth">Scores rows as the model does, and has not learned from its last month.</param>
/// <param name="Threshold">Of bills that have a number.</param>
public sealed record TrainedDuplicates(DuplicateModel Model, IRowScorer WithoutLastMonth, DuplicateThreshold Threshold);
