using System.Collections.Immutable;

namespace Triage.Models.Registry;

/// <summary>Where a run is after a step, and what it found there: written at once or not at all.</summary>
/// <param name="Position">Of the feed.</param>
/// <param name="Counts">All in all, those of before among them.</param>
public sealed record ShadowAdvance(long Position, ShadowCounts Counts)
{
    public ImmutableArray<ShadowDisagreement> Disagreements { get; init; } = [];

    /// <summary>Those that changed, all in all.</summary>
    public ImmutableArray<ShadowSegment> Segments { get; init; } = [];
}
