using Triage.Models.Scoring.Drift;

namespace Triage.Grains.Drift;

/// <summary>Holds what a version's models were asked and said against what they were trained with. Reads alone, and rests as long as it works.</summary>
public interface IDrift
{
    /// <exception cref="NoReferenceException"/>
    /// <exception cref="Triage.Models.Replay.ReplayException">Nobody kept that version, or a file of it is not what it was.</exception>
    ValueTask<DriftReference> ReferenceAsync(string tenant, string version, CancellationToken cancellationToken = default);

    /// <summary>
    /// Of one week: verdicts that the version's models scored freshly and whose features were kept; of more than <c>Drift:VerdictsMax</c> an even sample, and
    /// then how many there were is an estimate.
    /// </summary>
    /// <param name="monday">The week's first day; another day means its week.</param>
    /// <exception cref="NoReferenceException"/>
    /// <exception cref="Triage.Models.Replay.ReplayException">Nobody kept that version, or a file of it is not what it was.</exception>
    Task<WeekDrift> MeasureAsync(string tenant, string version, DateOnly monday, CancellationToken cancellationToken = default);
}
