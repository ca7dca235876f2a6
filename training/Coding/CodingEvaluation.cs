using System.Collections.Immutable;
using System.Globalization;
using Triage.Models.Scoring.Coding;
using Triage.Training.Evaluation;

namespace Triage.Training.Coding;

/// <summary>Judges a model on a span of days after its training.</summary>
public static class CodingEvaluation
{
    public static CodingJudgement Of(CodingCases cases, CodingModel model, int fromDay, int beforeDay, bool isGrowing, CancellationToken cancellationToken)
    {
        var sets = new AdaptiveSets(model, 1 - CodingTrainer.SetCoverage);
        var explained = new ExplainedSample();
        var judged = new List<JudgedLine>();
        foreach (var day in CodingWalk.Days(cases, new(model), fromDay, beforeDay, isGrowing, cancellationToken, explained))
        {
            var today = day.Select(answer => JudgedLine.Of(answer, isGrowing ? sets.RuleFor(answer.Ranking) : model.SetsOf(answer.Ranking))).ToArray();
            judged.AddRange(today);
            if (isGrowing)
            {
                sets.Learn(today);
            }
        }

        var known = new KnownBefore(cases.Before(fromDay));
        return judged.Count > 0
            ? new(Figures(judged, model, known), CodingEvidence.Of(judged, model, known, cases.FacilityName, explained))
            : throw new TrainingException($"No coded line is dated {DateOnly.FromDayNumber(fromDay):yyyy-MM-dd} or later; there is nothing to judge on.");
    }

    private static CodingFigures Figures(List<JudgedLine> judged, CodingModel model, KnownBefore known)
    {
        var firsts = judged.Select(line => (line.First, line.Rank == 1)).ToArray();
        var deployed = judged.Where(line => line.First >= model.DeployedThreshold).ToArray();
        return new()
        {
            Lines = judged.Count,
            Top1 = Share(judged, line => line.Rank == 1),
            Top3 = Share(judged, line => line.Rank is >= 1 and <= 3),
            Offered = Share(judged, line => line.Rank > 0),
            CoverageAtPrecision95 = SelectivePrecision.CoverageAt(firsts, CodingTrainer.DeployedPrecision),
            Deployed = new(double.IsFinite(model.DeployedThreshold) ? model.DeployedThreshold : null, deployed.Length == 0 ? 0 : Share(deployed, line => line.Rank == 1), (double)deployed.Length / judged.Count),
            Ece = ExpectedCalibrationError.Of(firsts),
            ConformalCoverage = Share(judged, line => line.IsInSet),
            ConformalMeanSize = judged.Average(line => line.SetSize),
            Sets = [.. judged.GroupBy(line => line.Knowledge).OrderByDescending(lines => lines.Key).Select(lines => OfSets(lines.Key, [.. lines]))],
            Months = [.. judged.GroupBy(line => Month(line.Day)).OrderBy(month => month.Key, StringComparer.Ordinal).Select(month => OfMonth(month.Key, [.. month]))],
            Segments = Segments(judged, known),
        };
    }

    private static SetFigures OfSets(SupplierKnowledge knowledge, IReadOnlyCollection<JudgedLine> lines)
    {
        var offered = lines.Where(line => line.Rank > 0).ToArray();
        return new(
            SupplierSize.Of(knowledge), lines.Count, Share(lines, line => line.Rank > 0), lines.First().MayBeOther, Share(lines, line => line.IsInSet),
            offered.Length == 0 ? 0 : Share(offered, line => line.IsInSet), lines.Average(line => line.SetSize));
    }

    private static MonthFigures OfMonth(string month, IReadOnlyList<JudgedLine> lines)
    {
        var coverage = ClusteredShare.Of(lines.Select(line => (line.Supplier, line.IsInSet)));
        return new(month, lines.Count, Share(lines, line => line.Rank == 1), coverage.Share, coverage.Low, coverage.High, lines.Average(line => line.SetSize));
    }

    private static ImmutableArray<SegmentFigures> Segments(List<JudgedLine> judged, KnownBefore known) =>
    [
        .. judged.GroupBy(line => SupplierSize.Of(known.OfSupplier(line.Supplier))).OrderByDescending(segment => segment.Count()).Select(segment => new SegmentFigures(
            segment.Key,
            segment.Count(),
            Share([.. segment], line => line.Rank == 1),
            Share([.. segment], line => line.Rank is >= 1 and <= 3),
            Share([.. segment], line => line.Rank > 0),
            Share([.. segment], line => line.IsInSet),
            segment.Average(line => line.SetSize))),
    ];

    private static double Share(IReadOnlyCollection<JudgedLine> lines, Func<JudgedLine, bool> holds) => (double)lines.Count(holds) / lines.Count;

    private static string Month(int day) => DateOnly.FromDayNumber(day).ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
