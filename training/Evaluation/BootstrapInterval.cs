using Triage.Training.Generation;

namespace Triage.Training.Evaluation;

/// <summary>How far a figure may be from what other draws of the same rows would have given (percentile bootstrap: Efron, Annals of Statistics 7, 1979).</summary>
public static class BootstrapInterval
{
    private const int Draws = 200;
    private const double Outside = 0.05;

    /// <summary>A figure of scores and labels.</summary>
    public delegate double Figure(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isUnusual);

    /// <summary>The middle 95 % of the draws.</summary>
    public static (double Low, double High) Of(Figure figure, double[] scores, bool[] isUnusual, int seed)
    {
        var chance = new Chance(unchecked((ulong)seed));
        var (drawnScores, drawnLabels) = (new double[scores.Length], new bool[scores.Length]);
        var figures = new List<double>(Draws);
        for (var draw = 0; draw < Draws; draw++)
        {
            for (var i = 0; i < scores.Length; i++)
            {
                var row = chance.Below(scores.Length);
                (drawnScores[i], drawnLabels[i]) = (scores[row], isUnusual[row]);
            }

            // Of very few unusual rows a draw may hold none; it says nothing.
            if (drawnLabels.AsSpan().Contains(true))
            {
                figures.Add(figure(drawnScores, drawnLabels));
            }
        }

        figures.Sort();
        return (figures[(int)(Outside / 2 * figures.Count)], figures[(int)Math.Ceiling((1 - Outside / 2) * figures.Count) - 1]);
    }
}
