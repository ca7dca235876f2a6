using System.Collections.Immutable;

namespace Triage.Models.Scoring.Drift;

/// <summary>Why a model should be trained again: in each of the newest complete weeks its score, or many features, were far from what it was trained with. Nobody does it but a person.</summary>
/// <param name="IsScore">The score was.</param>
/// <param name="Features">How many were in the newest week.</param>
public sealed record RetrainingAdvice(string Model, bool IsScore, int Features)
{
    /// <summary>One odd week, such as the last of a year, is no reason.</summary>
    public const int Weeks = 2;

    /// <summary>A week of fewer invoices says too little.</summary>
    public const int InvoicesMin = 100;

    /// <summary>Of a model's features.</summary>
    public const double FeaturesShare = 0.1;

    /// <param name="weeks">In any order; of each those models that were measured.</param>
    public static ImmutableArray<RetrainingAdvice> Of(IEnumerable<WeekDrift> weeks)
    {
        WeekDrift[] newest = [.. weeks.Where(week => week.IsComplete).OrderByDescending(week => week.Monday)];
        return [.. newest.SelectMany(week => week.Models).Select(model => model.Model).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(model => OfModel(model, newest)).OfType<RetrainingAdvice>()];
    }

    private static RetrainingAdvice? OfModel(string model, WeekDrift[] newest)
    {
        ModelDrift[] measured = [.. newest.SelectMany(week => week.Models).Where(drift => drift.Model == model && drift.Invoices >= InvoicesMin).Take(Weeks)];
        if (measured.Length < Weeks || !Array.TrueForAll(measured, HasMoved))
        {
            return null;
        }

        return new(model, measured[0].Score.Level == DriftLevel.Large, measured[0].Count(DriftLevel.Large));
    }

    private static bool HasMoved(ModelDrift drift) => drift.Score.Level == DriftLevel.Large || drift.Count(DriftLevel.Large) >= FeaturesShare * drift.Features.Length;
}
