using System.Collections.Immutable;

namespace Triage.Models.Scoring;

/// <summary>One scorer's output, under the version that made it.</summary>
[GenerateSerializer, Immutable, Alias("triage.Score")]
public sealed record Score(
    [property: Id(0)] string Scorer,
    [property: Id(1)] string ModelVersion,
    [property: Id(2)] long Value,
    [property: Id(3)] ScoreUnit Unit)
{
    /// <summary>Of the model's file; empty where rules gave it.</summary>
    [Id(4)] public ImmutableArray<byte> ModelSha256 { get; init; } = [];

    /// <summary>The model's own threshold says that a person should look: where the policy names none, this counts.</summary>
    [Id(5)] public bool IsFlagged { get; init; }

    /// <summary>What it is about beside the invoice: the other invoice's id, or the path of a line. <c>null</c> for nothing.</summary>
    [Id(6)] public string? About { get; init; }

    /// <summary>What made it, the greatest first: they add up to the model's raw score. Empty where nobody asked.</summary>
    [Id(7)] public ImmutableArray<Contribution> Contributions { get; init; } = [];

    /// <summary>What it means, in sentences with the numbers that it was held against, the weightiest first.</summary>
    [Id(8)] public ImmutableArray<string> Sentences { get; init; } = [];
}
