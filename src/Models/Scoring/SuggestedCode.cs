namespace Triage.Models.Scoring;

/// <param name="ProbabilityMillionths">Calibrated.</param>
[GenerateSerializer, Immutable, Alias("triage.SuggestedCode")]
public readonly record struct SuggestedCode([property: Id(0)] string Code, [property: Id(1)] int ProbabilityMillionths);
