using System.Collections.Immutable;
using Triage.Models.Intake;
using Triage.Models.Scoring.Drift;
using Triage.Models.Scoring.Packages.Signing;

namespace Triage.Models.Scoring.Packages;

/// <summary>A package that was read and checked whole.</summary>
/// <param name="SignedBy">Whose key vouches for it.</param>
/// <param name="History">What profiles begin from, in order.</param>
public sealed record ModelPackage(ModelManifest Manifest, TrustedKey SignedBy, ScorerSet Scorers, IReadOnlyList<Invoice> History, ImmutableArray<byte> HistorySha256)
{
    /// <summary>What drift is held against; <c>null</c>: it came without, or with one that cannot be read.</summary>
    public DriftReference? Reference { get; init; }
}
