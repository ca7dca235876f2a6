using Triage.Models.Policy;

namespace Triage.Models.Scoring.Priority;

/// <summary>How soon a person should look at an item, and why.</summary>
/// <param name="Version">That of the weights.</param>
/// <param name="Parts">As of the question's instant.</param>
/// <param name="RanksAsOfMicros">
/// The item ranks as if it had no points and had entered at this instant: a queue in this order is in the order of points at every instant,
/// so that it can be stored and indexed while ages go on rising.
/// </param>
public sealed record PriorityScore(string Version, PriorityParts Parts, long RanksAsOfMicros)
{
    public long Points => Parts.Sum;

    public Score ToScore() => new(ScorerNames.Priority, Version, Points, ScoreUnit.Points);
}
