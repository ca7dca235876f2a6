using System.Collections.Immutable;
using Triage.Models.Scoring.Trees;

namespace Triage.Models.Scoring.Pairs;

/// <summary>
/// How likely two records are the same: the mean of what several ensembles say, each grown from another seed, so that where
/// examples are few no single draw of them decides (bagging: Breiman, Machine Learning 24, 1996). Thread-safe.
/// </summary>
/// <param name="threshold">From here on they are said to be the same.</param>
public sealed class PairScorer(ImmutableArray<TreeEnsemble> ensembles, double threshold)
{
    public double Threshold => threshold;

    public double Score(ReadOnlySpan<float> features)
    {
        double sum = 0;
        foreach (var trees in ensembles)
        {
            sum += 1 / (1 + Math.Exp(-trees.Score(features)));
        }

        return sum / ensembles.Length;
    }
}
