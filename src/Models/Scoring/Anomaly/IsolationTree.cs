using Triage.Models.Features;
using Triage.Models.Scoring.Trees;

namespace Triage.Models.Scoring.Anomaly;

/// <summary>Grows one isolation tree: random splits of random features until rows stand alone. A node's value is the expected path length below it, negated.</summary>
internal sealed class IsolationTree(FeatureRows rows, int depthMax, SplitMix chance)
{
    private const double Euler = 0.57721566490153286;

    private readonly List<int> _features = [];
    private readonly List<float> _thresholds = [];
    private readonly List<int> _left = [];
    private readonly List<int> _right = [];
    private readonly List<double> _values = [];
    private readonly int[] _columns = [.. Enumerable.Range(0, rows.Columns)];
    private SplitMix _chance = chance;

    /// <summary>The mean path of an unsuccessful search in a binary tree of so many rows: what a leaf that holds them still lacks.</summary>
    public static double MeanPath(int count) => count switch
    {
        <= 1 => 0,
        2 => 1,
        _ => 2 * (Math.Log(count - 1) + Euler) - 2.0 * (count - 1) / count,
    };

    public TreeNodes Grow(int sampleMax)
    {
        Grow(_chance.Sample(sampleMax, rows.Count), 0);
        return new([.. _features], [.. _thresholds], [.. _left], [.. _right], [.. _values]);
    }

    private int Grow(Span<int> sample, int depth)
    {
        var node = _features.Count;
        var (feature, threshold) = depth < depthMax && sample.Length > 1 ? Split(sample) : (-1, 0);
        _features.Add(feature);
        _thresholds.Add(threshold);
        _left.Add(0);
        _right.Add(0);
        _values.Add(-(depth + MeanPath(sample.Length)));
        if (feature >= 0)
        {
            var count = Partition(sample, feature, threshold);
            _left[node] = Grow(sample[..count], depth + 1);
            _right[node] = Grow(sample[count..], depth + 1);
            _values[node] = (_values[_left[node]] * count + _values[_right[node]] * (sample.Length - count)) / sample.Length;
        }

        return node;
    }

    // A feature that is constant here splits nothing, so another is drawn; without any the node is a leaf.
    private (int Feature, float Threshold) Split(ReadOnlySpan<int> sample)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            var at = i + _chance.NextBelow(_columns.Length - i);
            (_columns[i], _columns[at]) = (_columns[at], _columns[i]);
            var (min, max) = (float.PositiveInfinity, float.NegativeInfinity);
            foreach (var row in sample)
            {
                var value = rows[row][_columns[i]];
                min = Math.Min(min, value);
                max = Math.Max(max, value);
            }

            if (min < max)
            {
                var threshold = (float)(min + _chance.NextShare() * ((double)max - min));
                // Rounding may reach the largest value, which must go right.
                return (_columns[i], threshold < max ? threshold : min);
            }
        }

        return (-1, 0);
    }

    private int Partition(Span<int> sample, int feature, float threshold)
    {
        var count = 0;
        for (var i = 0; i < sample.Length; i++)
        {
            if (rows[sample[i]][feature] <= threshold)
            {
                (sample[count], sample[i]) = (sample[i], sample[count]);
                count++;
            }
        }

        return count;
    }
}
