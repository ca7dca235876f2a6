using System.Collections.Immutable;

namespace Triage.Models.Scoring.Drift;

/// <param name="Monday">The week's first day.</param>
/// <param name="IsComplete">It is over.</param>
/// <param name="Verdicts">That the version's models scored in the week.</param>
/// <param name="Counted">Of them; where there are too many, an even sample.</param>
public sealed record WeekDrift(DateOnly Monday, bool IsComplete, long Verdicts, long Counted, ImmutableArray<ModelDrift> Models);
