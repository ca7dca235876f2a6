using System.Collections.Immutable;
using Triage.Models.Features;
using Triage.Models.Scoring.Trees;

namespace Triage.Training.Evaluation;

/// <summary>
/// Rows drawn evenly from a stream of unknown length (algorithm R: Vitter, ACM TOMS 11, 1985), of which the trees say what moved
/// them. A feature's importance is the mean size of its contributions: what a model uses on what it is asked, not on what it learned from.
/// </summary>
public sealed class ExplainedSample(int rowsMax = 2_000)
{
    // The sample has a stream of its own: what else is drawn does not change it.
    private SplitMix _chance = new(0x5A3B1E);
    private readonly List<float[]> _rows = [];
    private int _offered;

    public int Count => _rows.Count;

    public void Offer(ReadOnlySpan<float> row)
    {
        _offered++;
        if (_rows.Count < rowsMax)
        {
            _rows.Add(row.ToArray());
        }
        else if (_chance.NextBelow(_offered) is var place && place < rowsMax)
        {
            row.CopyTo(_rows[place]);
        }
    }

    /// <summary>The greatest first; features that moved nothing are left out.</summary>
    public ImmutableArray<FeatureImportance> Importances(TreeEnsemble trees, FeatureSchema schema, int most)
    {
        var sums = new double[schema.Count];
        var parts = new double[schema.Count];
        foreach (var row in _rows)
        {
            trees.Score(row, parts);
            for (var feature = 0; feature < sums.Length; feature++)
            {
                sums[feature] += Math.Abs(parts[feature]);
            }
        }

        return
        [
            .. schema.Names.Select((name, feature) => new FeatureImportance(name, sums[feature] / Math.Max(1, _rows.Count)))
                .Where(feature => feature.MeanChange > 0).OrderByDescending(feature => feature.MeanChange).Take(most),
        ];
    }
}
