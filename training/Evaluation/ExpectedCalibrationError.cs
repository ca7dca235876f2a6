namespace Triage.Training.Evaluation;

/// <summary>
/// The mean distance between what was promised and what came true, over bins of equal mass (Naeini, Cooper and Hauskrecht,
/// AAAI 2015; equal mass: Nixon and others, CVPR workshops 2019).
/// </summary>
public static class ExpectedCalibrationError
{
    public const int Bins = 15;

    public static double Of(IReadOnlyList<(double Probability, bool IsRight)> outcomes)
    {
        double error = 0;
        foreach (var bin in BinsOf(outcomes))
        {
            error += Math.Abs(bin.Promised - bin.CameTrue) * bin.Count / outcomes.Count;
        }

        return error;
    }

    /// <summary>What a reliability diagram shows.</summary>
    public static IEnumerable<(double Promised, double CameTrue, int Count)> BinsOf(IReadOnlyList<(double Probability, bool IsRight)> outcomes) =>
        EqualMassBins.Of(outcomes, outcome => outcome.Probability, Bins)
            .Select(part => (part.Average(outcome => outcome.Probability), part.Count(outcome => outcome.IsRight) / (double)part.Length, part.Length));
}
