using System.Collections.Immutable;

namespace Triage.Models.Matching;

/// <summary>An invoice that resembles another, with the points that each compared fact gave.</summary>
[GenerateSerializer, Immutable, Alias("triage.Twin")]
public sealed record Twin
{
    [Id(0)] public required string InvoiceId { get; init; }

    /// <summary>0 to 100: the sum of the parts, bounded.</summary>
    [Id(1)] public required int Points { get; init; }
    [Id(2)] public ImmutableArray<EvidencePart> Parts { get; init; } = [];

    /// <summary>A credit note cancels the other one.</summary>
    [Id(3)] public bool Credited { get; init; }
}
