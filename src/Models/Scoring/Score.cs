namespace Triage.Models.Scoring;

/// <summary>One scorer's output, under the version that made it.</summary>
[GenerateSerializer, Immutable, Alias("triage.Score")]
public sealed record Score(
    [property: Id(0)] string Scorer,
    [property: Id(1)] string ModelVersion,
    [property: Id(2)] long Value,
    [property: Id(3)] ScoreUnit Unit);
