namespace Triage.Models.Scoring;

/// <summary>Numbers equal the contract's.</summary>
public enum ScoreUnit : byte
{
    Points = 1,
    ProbabilityMillionths = 2,

    /// <summary>Of a detector that nobody has labelled anything for: 4,605 where one invoice in a hundred is as unusual.</summary>
    NatsThousandths = 3,
}
