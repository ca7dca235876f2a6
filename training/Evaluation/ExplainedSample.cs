using System.Collections.Immutable;
using Triage.Models.Features;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Trees;

namespace Triage.Training.Evaluation;

/// <summary>
/// Rows drawn evenly from all that were asked, of which trees say what moved them, and other models nothing. A feature's importance is the mean size of its contributions: what a model uses on what it is asked, not on what it learned from.
/// </summary>
public sealed class ExplainedSample(int rowsMax = 2_000)
{
    private readonly RowSample _sample = new(rowsMax, 0x5A3B1E);

    public int Count => _sample.Rows.Count;

    public void Offer(ReadOnlySpan<float> row) => _sample.Offer(row);

    /// <summary>The greatest first; features that moved nothing are left out.</summary>
    public ImmutableArray<FeatureImportance> Importances(IRowScorer rowScorer, FeatureSchema schema, int most)
    {
        if (rowScorer is not TreeEnsemble trees)
        {
            return [];
        }

        var sums = new double[schema.Count];
        var parts = new double[schema.Count];
        foreach (var row in _sample.Rows)
        {
            trees.Score(row, parts);
            for (var feature = 0; feature < sums.Length; feature++)
            {
                sums[feature] += Math.Abs(parts[feature]);
            }
        }

        return
        [
            .. schema.Names.Select((name, feature) => new FeatureImportance(name, sums[feature] / Math.Max(1, Count)))
                .Where(feature => feature.MeanChange > 0).OrderByDescending(feature => feature.MeanChange).Take(most),
        ];
    }
}
