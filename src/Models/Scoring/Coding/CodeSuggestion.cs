namespace Triage.Models.Scoring.Coding;

/// <param name="Probability">Calibrated: of all first suggestions with this probability, such a share was confirmed.</param>
public readonly record struct CodeSuggestion(string Code, double Probability);
