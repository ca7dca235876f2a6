using System.Collections.Immutable;

namespace Triage.Models.Registry;

/// <summary>What was in force by configuration, from one moment until the next entry of its kind.</summary>
/// <param name="Number">1, 2, 3 … per kind.</param>
/// <param name="Name">Empty: from then on there is none.</param>
/// <param name="Sha256">Empty where it has none of its own.</param>
public sealed record ConfiguredEntry(ConfiguredKind Kind, long Number, string Name, ImmutableArray<byte> Sha256, long AtMicros);
