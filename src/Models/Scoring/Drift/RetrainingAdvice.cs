using System.Collections.Immutable;

namespace Triage.Models.Scoring.Drift;

/// <summary>
/// Why a model should be trained again: in each of the newest complete weeks its score was far from what it was in training. Features say why, and are no reason of
/// their own: those that count history or the calendar are far from a month of training in every week. Nobody does it but a person.
/// </summary>
/// <param name="Features">How many were far too in the newest week.</param>
public sealed record RetrainingAdvice(string Model, int Features)
{
    /// <summary>One odd week, such as the last of a year, is no reason.</summary>
    public const int Weeks = 2;

    /// <summary>A week of fewer invoices says too little.</summary>
    public const int InvoicesMin = 100;

    /// <param name="weeks">In any order; of each those models that were measured.</param>
    public static ImmutableArray<RetrainingAdvice> Of(IEnumerable<WeekDrift> weeks)
    {
        WeekDrift[] newest = [.. weeks.Where(week => week.IsComplete).OrderByDescending(week => week.Monday)];
        return [.. newest.SelectMany(week => week.Models).Select(model => model.Model).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(model => OfModel(model, newest)).OfType<RetrainingAdvice>()];
    }

    private static RetrainingAdvice? OfModel(string model, WeekDrift[] newest)
    {
        ModelDrift[] measured = [.. newest.SelectMany(week => week.Models).Where(drift => drift.Model == model && drift.Invoices >= InvoicesMin).Take(Weeks)];
        if (measured.Length < Weeks || !Array.TrueForAll(measured, drift => drift.Score.Level == DriftLevel.Large))
        {
            return null;
        }

        return new(model, measured[0].Count(DriftLevel.Large));
    }
}
