using System.Collections.Immutable;
using Triage.Models.Scoring.Drift;

namespace Triage.Training.Reports.Drift;

/// <summary>What was measured of a version, for people.</summary>
/// <param name="Weeks">The oldest first.</param>
public sealed record DriftFindings(string Version, DateOnly TrainedFrom, DateOnly TrainedTo, ImmutableArray<WeekDrift> Weeks, ImmutableArray<RetrainingAdvice> Advice)
{
    /// <summary>Those that were asked anything, in the order of the package.</summary>
    public ImmutableArray<string> Models => [.. DriftRows.Models.Where(model => Weeks.Any(week => week.Models.Any(drift => drift.Model == model)))];

    /// <summary>One model's weeks.</summary>
    public ImmutableArray<(WeekDrift Week, ModelDrift Drift)> Of(string model) => [.. Weeks.SelectMany(week => week.Models.Where(drift => drift.Model == model).Select(drift => (week, drift)))];

    /// <summary>The week that is spoken of: the newest whole one of enough invoices, else the newest.</summary>
    public (WeekDrift Week, ModelDrift Drift) Newest(string model)
    {
        var weeks = Of(model);
        var whole = weeks.Where(one => one.Week.IsComplete && one.Drift.Invoices >= RetrainingAdvice.InvoicesMin).ToArray();
        return whole is [.., var newest] ? newest : weeks[^1];
    }

    /// <summary>Features that moved, the furthest first.</summary>
    public static IEnumerable<ColumnDrift> Furthest(ModelDrift drift) =>
        drift.Features.ToArray().OrderByDescending(feature => feature.Level).ThenByDescending(feature => feature.Index);

    /// <summary>In a sentence of its own, without what to do.</summary>
    public static string WhyOf(RetrainingAdvice advice)
    {
        var features = advice.Features switch { 0 => "", 1 => "; in the newest, 1 feature too", _ => $"; in the newest, {advice.Features} features too" };
        return $"In each of the last {RetrainingAdvice.Weeks} whole weeks its score was far from what it was in training{features}.";
    }
}
