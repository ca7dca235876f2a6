using System.Collections.Immutable;
using Triage.Models.Intake;

namespace Triage.Models.Scoring.Packages;

/// <summary>A package that was read and checked whole.</summary>
/// <param name="History">What profiles begin from, in order.</param>
public sealed record ModelPackage(ModelManifest Manifest, ScorerSet Scorers, IReadOnlyList<Invoice> History, ImmutableArray<byte> HistorySha256);
