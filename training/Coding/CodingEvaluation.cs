using System.Collections.Immutable;
using System.Globalization;
using Triage.Models.Scoring.Coding;
using Triage.Training.Evaluation;

namespace Triage.Training.Coding;

/// <summary>Judges a model on a span of days after its training.</summary>
public static class CodingEvaluation
{
    private const int SmallSupplierLines = 10;
    private const int LargeSupplierLines = 500;

    public static CodingFigures Of(CodingCases cases, CodingModel model, int fromDay, int beforeDay, bool isGrowing, CancellationToken cancellationToken)
    {
        var sets = new AdaptiveCoverage(1 - CodingTrainer.SetCoverage, model.GrowingScores);
        var judged = new List<Judged>();
        foreach (var day in CodingWalk.Days(cases, new(model), fromDay, beforeDay, isGrowing, cancellationToken))
        {
            var threshold = isGrowing ? sets.Threshold : model.SetThreshold;
            var today = day.Select(answer => Judged.Of(answer, threshold)).ToArray();
            judged.AddRange(today);
            sets.Learn([.. today.Select(line => line.OfRight)], today.Count(line => !line.IsInSet));
        }

        return judged.Count > 0
            ? Figures(judged, model, KnownLines(cases, fromDay))
            : throw new TrainingException($"No coded line is dated {DateOnly.FromDayNumber(fromDay):yyyy-MM-dd} or later; there is nothing to judge on.");
    }

    private static CodingFigures Figures(List<Judged> judged, CodingModel model, Dictionary<long, int> known)
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
            Months = [.. judged.GroupBy(line => Month(line.Day)).OrderBy(month => month.Key, StringComparer.Ordinal).Select(month => OfMonth(month.Key, [.. month]))],
            Segments = Segments(judged, known),
        };
    }

    private static MonthFigures OfMonth(string month, IReadOnlyList<Judged> lines)
    {
        var coverage = ClusteredShare.Of(lines.Select(line => (line.Supplier, line.IsInSet)));
        return new(month, lines.Count, Share(lines, line => line.Rank == 1), coverage.Share, coverage.Low, coverage.High, lines.Average(line => line.SetSize));
    }

    private static ImmutableArray<SegmentFigures> Segments(List<Judged> judged, Dictionary<long, int> known)
    {
        string Of(Judged line) => known.GetValueOrDefault(line.Supplier) switch
        {
            0 => "supplier never seen",
            < SmallSupplierLines => $"supplier with fewer than {SmallSupplierLines} lines",
            < LargeSupplierLines => $"supplier with {SmallSupplierLines} to {LargeSupplierLines - 1} lines",
            _ => $"supplier with {LargeSupplierLines} lines or more",
        };
        return [.. judged.GroupBy(Of).OrderByDescending(segment => segment.Count()).Select(segment => new SegmentFigures(
            segment.Key, segment.Count(), Share([.. segment], line => line.Rank == 1), Share([.. segment], line => line.Rank is >= 1 and <= 3)))];
    }

    private static Dictionary<long, int> KnownLines(CodingCases cases, int beforeDay) =>
        cases.Before(beforeDay).GroupBy(known => known.Question.Supplier).ToDictionary(supplier => supplier.Key, supplier => supplier.Count());

    private static double Share(IReadOnlyCollection<Judged> lines, Func<Judged, bool> holds) => (double)lines.Count(holds) / lines.Count;

    private static string Month(int day) => DateOnly.FromDayNumber(day).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private readonly record struct Judged(int Day, long Supplier, int Rank, double First, double OfRight, bool IsInSet, int SetSize)
    {
        public static Judged Of(in CodingAnswer answer, double threshold)
        {
            var rank = answer.Rank;
            var size = answer.Ranking.SetAt(threshold).Length;
            return new(answer.Known.Question.Day, answer.Known.Question.Supplier, rank, answer.FirstProbability, answer.Ranking.ProbabilityOf(answer.Known.Code), rank > 0 && rank <= size, size);
        }
    }
}
