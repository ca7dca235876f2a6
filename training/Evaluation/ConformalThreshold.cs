namespace Triage.Training.Evaluation;

/// <summary>
/// Split conformal prediction (Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World, 2005): sets of all answers at
/// least as probable as this hold the right one with the promised share, if what comes is like what it was chosen on.
/// </summary>
public static class ConformalThreshold
{
    /// <param name="ofRight">The probability that each right answer was given; 0 where it was not offered.</param>
    /// <param name="miscoverage">The share of sets that may lack the right answer.</param>
    public static double Of(IReadOnlyCollection<double> ofRight, double miscoverage)
    {
        var rank = (int)Math.Floor(miscoverage * (ofRight.Count + 1));
        return rank < 1 ? 0 : ofRight.Order().ElementAt(Math.Min(rank, ofRight.Count) - 1);
    }
}
