using System.Collections.Immutable;

namespace Triage.Training.Evaluation;

/// <summary>Precision against recall over all thresholds (Davis and Goadrich, ICML 2006), where several answers may find one and the same thing.</summary>
public static class PrecisionRecall
{
    /// <param name="answers">Each with what it finds; <c>null</c>: a flag there is wrong. What scores minus infinity is never flagged.</param>
    /// <param name="findable">How many things there are to find.</param>
    public static ImmutableArray<CurvePoint> Curve(IEnumerable<(double Score, string? Finds)> answers, int findable)
    {
        var sorted = answers.Where(answer => double.IsFinite(answer.Score)).OrderByDescending(answer => answer.Score).ToArray();
        var found = new HashSet<string>(StringComparer.Ordinal);
        var points = new List<CurvePoint>();
        var right = 0;
        for (var i = 0; i < sorted.Length && findable > 0; i++)
        {
            if (sorted[i].Finds is { } thing)
            {
                right++;
                found.Add(thing);
            }

            if (i == sorted.Length - 1 || sorted[i + 1].Score < sorted[i].Score)
            {
                points.Add(new(sorted[i].Score, (double)found.Count / findable, (double)right / (i + 1)));
            }
        }

        return CurvePoint.Thinned(points);
    }
}
