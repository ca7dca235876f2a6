using Triage.Models.Scoring;

namespace Triage.Training.Trees;

/// <param name="Model">Grown on everything.</param>
/// <param name="WithoutLastMonth">Scores rows as the model does, and has not learned from its last month: what it says of that month is what a model says of new bills.</param>
public sealed record Grown<T>(T Model, IRowScorer WithoutLastMonth);
