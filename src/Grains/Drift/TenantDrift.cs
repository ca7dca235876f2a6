using Triage.Models.Scoring.Drift;

namespace Triage.Grains.Drift;

/// <summary>What is known of one tenant's version in force from one measurement to the next.</summary>
/// <param name="Running"><c>null</c>: its package has no reference.</param>
/// <param name="Complete">Whole weeks, the newest first.</param>
public sealed record TenantDrift(string Version, WeekDrift? Running, IReadOnlyList<WeekDrift> Complete, IReadOnlyList<RetrainingAdvice> Advice)
{
    /// <summary>The newest whole week.</summary>
    public WeekDrift? Last => Complete is [var last, ..] ? last : null;

    /// <summary>A whole week stays what it was: it is read once.</summary>
    public WeekDrift? Find(string version, DateOnly monday) => version == Version ? Complete.FirstOrDefault(week => week.Monday == monday) : null;

    /// <summary>It was said already: once a model and week.</summary>
    public bool HasSaid(TenantDrift newer, RetrainingAdvice advice) =>
        newer.Version == Version && newer.Last?.Monday == Last?.Monday && Advice.Any(one => one.Model == advice.Model);
}
