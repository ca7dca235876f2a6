using System.Globalization;
using Triage.Cli.Output;
using Triage.Models.Scoring.Drift;
using Triage.Training.Reports.Drift;

namespace Triage.Cli.Drift;

/// <summary>What was measured, for whoever asked.</summary>
internal sealed class DriftTables(Screen screen)
{
    private const int FurthestShown = 3;

    public void Show(DriftFindings findings)
    {
        foreach (var model in findings.Models)
        {
            screen.Table(
                $"{model}, models {findings.Version}, held against {findings.TrainedFrom:yyyy-MM-dd} to {findings.TrainedTo:yyyy-MM-dd}",
                ["week", "invoices", "score", "level", "features moderate", "large", "furthest"],
                [.. findings.Of(model).Select(one => Row(one.Week, one.Drift))]);
        }

        screen.Line();
        if (findings.Models.IsEmpty)
        {
            screen.Folded("No verdict of these weeks was scored by these models with its features kept (Scoring:KeepFeatures), so nothing was measured; --weeks goes further back.", 0);
            return;
        }

        screen.Folded("The index is below 0.1 where hardly anything moved, from 0.1 moderate, from 0.25 large. What chance alone exceeds in one of a thousand weeks is the chance limit: up to it the level is stable. Small weeks have a high one.", 0);
        foreach (var advice in findings.Advice)
        {
            screen.Folded($"Suggested: train {advice.Model} again. {DriftFindings.WhyOf(advice)} Look first whether a source changed what it sends; then ./triage train --store DIR --all makes a package, and ./triage registry register DIR brings it. Nobody does it by itself.", 2);
        }

        if (findings.Advice.IsEmpty)
        {
            screen.Folded($"No model should be trained again for it: no score was far from what it was in training in each of its last {RetrainingAdvice.Weeks} whole weeks of {RetrainingAdvice.InvoicesMin} invoices or more.", 0);
        }
    }

    private static string[] Row(WeekDrift week, ModelDrift drift) =>
    [
        week.IsComplete ? Day(week.Monday) : $"{Day(week.Monday)}, running",
        drift.Invoices.ToString("#,0", CultureInfo.InvariantCulture),
        Index(drift.Score.Index),
        LevelName(drift.Score.Level),
        drift.Count(DriftLevel.Moderate).ToString(CultureInfo.InvariantCulture),
        drift.Count(DriftLevel.Large).ToString(CultureInfo.InvariantCulture),
        string.Join(", ", DriftFindings.Furthest(drift).Where(feature => feature.Level != DriftLevel.Stable).Take(FurthestShown).Select(feature => $"{feature.Reference.Name} {Index(feature.Index)}")),
    ];

    public static string LevelName(DriftLevel level) => level switch
    {
        DriftLevel.Stable => "stable",
        DriftLevel.Moderate => "moderate",
        DriftLevel.Large => "large",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, null),
    };

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Index(double index) => index.ToString("0.000", CultureInfo.InvariantCulture);
}
