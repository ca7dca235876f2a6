using System.Collections.Immutable;
using Triage.Models.Scoring.Packages;

namespace Triage.Training.Packages;

/// <summary>The figures that a manifest carries, by model.</summary>
internal static class PackageMetrics
{
    public static ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, double>> Of(TrainedPackage trained)
    {
        var metrics = ImmutableSortedDictionary.CreateBuilder<string, ImmutableSortedDictionary<string, double>>(StringComparer.Ordinal);
        if (trained is { CodingFrozen.Figures: { } frozen, CodingGrowing.Figures: { } growing })
        {
            metrics.Add(ModelFileKinds.Coding, Figures(
                ("top1_frozen", frozen.Top1), ("top3_frozen", frozen.Top3), ("ece_frozen", frozen.Ece), ("coverage_at_precision_95_frozen", frozen.CoverageAtPrecision95),
                ("top1_growing", growing.Top1), ("top3_growing", growing.Top3), ("ece_growing", growing.Ece), ("coverage_at_precision_95_growing", growing.CoverageAtPrecision95),
                ("sets_cover_frozen", frozen.ConformalCoverage), ("sets_mean_size_frozen", frozen.ConformalMeanSize)));
        }

        foreach (var (field, _, figures) in trained.Fields)
        {
            if (figures is { } judged)
            {
                metrics.Add(ModelFileKinds.Of(field), Figures(
                    ("top1_growing", judged.Top1), ("top3_growing", judged.Top3), ("ece_growing", judged.Ece),
                    ("sets_cover_growing", judged.ConformalCoverage), ("sets_mean_size_growing", judged.ConformalMeanSize)));
            }
        }

        if (trained.DuplicateJudgement?.Figures is { } duplicates)
        {
            metrics.Add(ModelFileKinds.Duplicate, Figures(
                ("recall", duplicates.Recall), ("precision", duplicates.Precision), ("flag_rate_untouched", duplicates.FlagRateUntouched), ("recall_without_number", duplicates.RecallWithoutNumber)));
        }

        if (trained.AnomalyFigures is { } anomaly)
        {
            metrics.Add(ModelFileKinds.Anomaly, Figures(("average_precision", anomaly.AveragePrecision), ("baseline_average_precision", anomaly.BaselineAveragePrecision)));
        }

        return metrics.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, double> Figures(params ReadOnlySpan<(string Name, double Value)> figures)
    {
        var named = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in figures)
        {
            named.Add(name, value);
        }

        return named.ToImmutable();
    }
}
