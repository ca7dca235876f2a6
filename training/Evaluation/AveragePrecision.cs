namespace Triage.Training.Evaluation;

/// <summary>
/// The mean of precision at each unusual row, rows taken from the highest score down: the area under the steps of the precision-recall
/// curve, without interpolation (Davis and Goadrich, ICML 2006). What is tied is taken together.
/// </summary>
public static class AveragePrecision
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
        double sum = 0;
        int taken = 0, right = 0;
        for (var to = sorted.Length; to > 0;)
        {
            var from = to;
            var here = 0;
            for (; from > 0 && sorted[from - 1] == sorted[to - 1]; from--)
            {
                here += labels[from - 1] ? 1 : 0;
            }

            (taken, right) = (taken + to - from, right + here);
            sum += here * ((double)right / taken);
            to = from;
        }

        return right == 0 ? throw new TrainingException("No row is unusual; there is nothing to find.") : sum / right;
    }
}
