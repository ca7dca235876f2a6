namespace Triage.Training.Duplicates;

/// <summary>How good a duplicate model is, in figures and in what is drawn of them.</summary>
public sealed record DuplicateJudgement(DuplicateFigures Figures, DuplicateEvidence Evidence);
