using Triage.Models.Scoring.Calibration;

namespace Triage.Training.Calibration;

/// <summary>
/// The rising step function nearest to the outcomes, by pooling neighbours that fall (pool adjacent violators: Ayer and
/// others, Annals of Mathematical Statistics 26, 1955), as a curve through the middles of its steps. Scores are first
/// gathered into bins of equal mass, so that no step rests on a handful of outcomes.
/// </summary>
public static class IsotonicFit
{
    private const int PerBinMin = 50;
    private const int BinsMax = 200;

    public static CalibrationCurve Of(IReadOnlyList<(double Score, bool IsRight)> outcomes)
    {
        if (outcomes.Count == 0)
        {
            throw new ArgumentException("There is no outcome to calibrate on.", nameof(outcomes));
        }

        var sorted = outcomes.OrderBy(outcome => outcome.Score).ToArray();
        var size = Math.Max(PerBinMin, (sorted.Length + BinsMax - 1) / BinsMax);
        var steps = new List<Step>();
        for (var from = 0; from < sorted.Length; from += size)
        {
            // The rest joins the last whole bin.
            var to = from + 2 * size > sorted.Length ? sorted.Length : from + size;
            steps.Add(Step.Of(sorted.AsSpan(from..to)));
            while (steps.Count > 1 && (steps[^2].Share >= steps[^1].Share || steps[^2].Middle >= steps[^1].Middle))
            {
                steps[^2] = steps[^2].With(steps[^1]);
                steps.RemoveAt(steps.Count - 1);
            }

            if (to == sorted.Length)
            {
                break;
            }
        }

        return new([.. steps.Select(step => (step.Middle, step.Share))]) { FittedOn = outcomes.Count };
    }

    private readonly record struct Step(double ScoreSum, int Right, int Count)
    {
        public double Middle => ScoreSum / Count;

        public double Share => (double)Right / Count;

        public static Step Of(ReadOnlySpan<(double Score, bool IsRight)> outcomes)
        {
            var step = new Step(0, 0, outcomes.Length);
            foreach (var (score, isRight) in outcomes)
            {
                step = step with { ScoreSum = step.ScoreSum + score, Right = step.Right + (isRight ? 1 : 0) };
            }

            return step;
        }

        public Step With(Step other) => new(ScoreSum + other.ScoreSum, Right + other.Right, Count + other.Count);
    }
}
