using Triage.Models.Features.Coding;
using Triage.Models.Gating.Checks;
using Triage.Models.Policy;
using Triage.Models.Scoring;

namespace Triage.Models.Gating;

/// <summary>What the models say, as exceptions. They can only send an invoice to a person: no score lets one pass.</summary>
internal static class ScoreFindings
{
    public static IEnumerable<Finding> Of(GateInput input)
    {
        var policy = input.Policy;
        if (Find(input, ScorerNames.Duplicate) is { } duplicate && Reviews(duplicate, policy.DuplicateReviewAtMillionths))
        {
            yield return new(ExceptionCode.DuplicateSuspected, $"The duplicate model finds it {Percent(duplicate.Value)} likely to be a bill that came before.", Evidence(duplicate));
        }

        if (Find(input, ScorerNames.Anomaly) is { } anomaly && Reviews(anomaly, policy.AnomalyReviewAtMillionths))
        {
            var isOfAmount = anomaly.About is { } respect && respect.StartsWith("amount", StringComparison.Ordinal);
            yield return new(
                isOfAmount ? ExceptionCode.AmountAnomaly : ExceptionCode.PatternAnomaly,
                anomaly.Unit == ScoreUnit.ProbabilityMillionths ? $"The anomaly model finds it {Percent(anomaly.Value)} likely to be wrong." : "It is among the most unusual bills that the anomaly model knows.",
                Evidence(anomaly));
        }

        foreach (var finding in OfLines(input))
        {
            yield return finding;
        }

        foreach (var scorer in input.Sheet.Missing)
        {
            yield return new(ExceptionCode.ModelUnavailable, $"The scorer {scorer} gave no score.", [scorer]);
        }
    }

    private static IEnumerable<Finding> OfLines(GateInput input)
    {
        var sureAt = input.Policy.CodingSureAtMillionths;
        var (unsure, conflicting) = (new List<string>(), new List<string>());
        foreach (var line in input.Sheet.Lines.Where(line => line.Field == CodeField.AccountCode))
        {
            var isSure = sureAt is { } at ? line.Codes is [var first, ..] && first.ProbabilityMillionths >= at : line.IsSure;
            if (input.Invoice.Lines[line.Line].AccountCode is null)
            {
                if (!isSure)
                {
                    unsure.Add($"lines[{line.Line}].account_code");
                }
            }
            else if (isSure && !line.AgreesWithGiven)
            {
                conflicting.Add($"lines[{line.Line}].account_code");
            }
        }

        if (unsure.Count > 0)
        {
            yield return new(ExceptionCode.CodingAmbiguous, "No account code is sure enough to be taken without a person.", unsure);
        }

        if (conflicting.Count > 0)
        {
            yield return new(ExceptionCode.CodingConflict, "A line has another account code than lines like it were given.", conflicting);
        }
    }

    private static Score? Find(GateInput input, string scorer) => input.Sheet.Scores.FirstOrDefault(score => score.Scorer == scorer);

    // What is no probability is not held against one.
    private static bool Reviews(Score score, int? reviewAtMillionths) =>
        reviewAtMillionths is { } at && score.Unit == ScoreUnit.ProbabilityMillionths ? score.Value >= at : score.IsFlagged;

    private static List<string> Evidence(Score score) => score.About is { } about ? [about] : [];

    // Rounded down, and no model is certain of anything.
    private static string Percent(long millionths) =>
        millionths > 990_000 ? "more than 99 %" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{millionths / 10_000} %");
}
