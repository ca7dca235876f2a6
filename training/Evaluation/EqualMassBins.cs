namespace Triage.Training.Evaluation;

/// <summary>Sorted items in parts of equal size, but for one.</summary>
internal static class EqualMassBins
{
    public static IEnumerable<T[]> Of<T>(IEnumerable<T> items, Func<T, double> by, int bins)
    {
        var sorted = items.OrderBy(by).ToArray();
        for (var bin = 0; bin < bins; bin++)
        {
            var part = sorted[(int)((long)sorted.Length * bin / bins)..(int)((long)sorted.Length * (bin + 1) / bins)];
            if (part.Length > 0)
            {
                yield return part;
            }
        }
    }
}
