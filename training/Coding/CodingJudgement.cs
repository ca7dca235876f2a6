namespace Triage.Training.Coding;

/// <summary>How good a coding model is, in figures and in what is drawn of them.</summary>
public sealed record CodingJudgement(CodingFigures Figures, CodingEvidence Evidence);
