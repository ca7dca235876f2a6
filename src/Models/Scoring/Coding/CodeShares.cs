namespace Triage.Models.Scoring.Coding;

/// <summary>From what the trees say of a line's candidates to how likely each is, beside the others.</summary>
public static class CodeShares
{
    /// <param name="scores">Become the odds' shares, each by itself.</param>
    /// <returns>What to scale them by: at most one code is right, so shares that add up to more are scaled; what is missing to 1 is left for a code that is not here.</returns>
    public static double Of(Span<double> scores)
    {
        double sum = 0;
        foreach (ref var score in scores)
        {
            score = 1 / (1 + Math.Exp(-score));
            sum += score;
        }

        return 1 / Math.Max(1, sum);
    }
}
