using System.Collections.Immutable;

namespace Triage.Training.Evaluation;

/// <summary>What a threshold gives: how much is reached (answered, or found) and which share of it is right.</summary>
public readonly record struct CurvePoint(double Threshold, double Reached, double Precision)
{
    // Finer than a page can show.
    private const double Step = 0.004;

    /// <summary>Without points that nobody could tell from the one before: a curve over any ledger has some hundred. First and last stay.</summary>
    public static ImmutableArray<CurvePoint> Thinned(IReadOnlyList<CurvePoint> points)
    {
        var kept = ImmutableArray.CreateBuilder<CurvePoint>();
        for (var i = 0; i < points.Count; i++)
        {
            if (kept.Count == 0 || i == points.Count - 1 || Math.Abs(points[i].Reached - kept[^1].Reached) >= Step || Math.Abs(points[i].Precision - kept[^1].Precision) >= Step)
            {
                kept.Add(points[i]);
            }
        }

        return kept.DrainToImmutable();
    }
}
