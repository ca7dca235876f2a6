namespace Triage.Training.Evaluation;

/// <summary>
/// The share of pairs of an unusual and a usual row in which the unusual one scores higher, ties counted half: the area under the
/// ROC curve (Hanley and McNeil, Radiology 143, 1982), from the sum of ranks (Mann and Whitney 1947).
/// </summary>
public static class RocAuc
{
    public static double Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isUnusual)
    {
        if (scores.Length != isUnusual.Length)
        {
            throw new ArgumentException($"{scores.Length} scores for {isUnusual.Length} labels.", nameof(scores));
        }

        var sorted = scores.ToArray();
        var labels = isUnusual.ToArray();
        Array.Sort(sorted, labels);
        double ranks = 0;
        long unusual = 0;
        for (var from = 0; from < sorted.Length;)
        {
            var to = from;
            var here = 0;
            for (; to < sorted.Length && sorted[to] == sorted[from]; to++)
            {
                here += labels[to] ? 1 : 0;
            }

            // Ranks from 1; the tied share their mean.
            ranks += here * (from + 1 + to) / 2.0;
            unusual += here;
            from = to;
        }

        var usual = sorted.Length - unusual;
        return unusual == 0 || usual == 0
            ? throw new TrainingException("Both unusual and usual rows are needed to judge scores.")
            : (ranks - unusual * (unusual + 1) / 2.0) / ((double)unusual * usual);
    }
}
