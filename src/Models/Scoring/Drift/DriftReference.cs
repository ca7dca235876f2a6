using System.Collections.Immutable;

namespace Triage.Models.Scoring.Drift;

/// <summary>What the models of a package were asked and said of the last bills that they were trained with: what comes later is held against it.</summary>
public sealed record DriftReference(DateOnly From, DateOnly To, ImmutableArray<ModelReference> Models);
