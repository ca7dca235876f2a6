using System.Collections.Immutable;

namespace Triage.Models.Scoring;

/// <summary>Names the model that gave a score: its package's version, and the SHA-256 of its file.</summary>
public sealed record ModelStamp(string Version, ImmutableArray<byte> Sha256);
