namespace Triage.Models.Matching;

[GenerateSerializer, Immutable, Alias("triage.EvidencePart")]
public readonly record struct EvidencePart([property: Id(0)] TwinFact Fact, [property: Id(1)] int Points);
