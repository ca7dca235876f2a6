namespace Triage.Models.Scoring;

/// <summary>Numbers equal the contract's.</summary>
public enum ScoreUnit : byte
{
    Points = 1,
    ProbabilityMillionths = 2,
}
