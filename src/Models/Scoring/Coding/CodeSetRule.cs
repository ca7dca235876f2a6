using System.Collections.Immutable;

namespace Triage.Models.Scoring.Coding;

/// <summary>How large the sets are where as much is known of the supplier.</summary>
/// <param name="Threshold">The least probability of what belongs to a set.</param>
/// <param name="MayBeOther">
/// History offers the right code too seldom for the promise: it then holds of the lines whose code is offered at all, and the set says
/// that the right one may be none of it.
/// </param>
/// <param name="GrowingScores">
/// The probabilities that the calibration's right codes were given where history grew, in the order of their days; 0 where they were
/// not offered. A threshold that follows what comes begins with them.
/// </param>
public sealed record CodeSetRule(double Threshold, bool MayBeOther, ImmutableArray<double> GrowingScores);
