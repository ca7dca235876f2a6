using System.Collections.Immutable;
using Triage.Models.Features.Suppliers;
using Triage.Models.Scoring.Calibration;
using Triage.Models.Scoring.Trees;

namespace Triage.Models.Scoring.Suppliers;

/// <summary>Says which known suppliers a name as written may mean. Thread-safe, but for the extractor that each thread brings.</summary>
/// <param name="first"><c>null</c> before calibration: the first suggestion then keeps its raw share.</param>
public sealed class SupplierMatcher(TreeEnsemble trees, CalibrationCurve? first)
{
    public SupplierMatcher(SupplierMatchModel model)
        : this(model.Trees, model.First) => model.CheckSchema();

    /// <summary>The most probable first; empty where no known name shares anything with it.</summary>
    public ImmutableArray<SupplierSuggestion> Match(string name, SupplierFeatures features, int most) => Rank(features.Extract(name), most);

    public ImmutableArray<SupplierSuggestion> Rank(SupplierCandidates candidates, int most)
    {
        var shares = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var candidate = 0; candidate < candidates.Count; candidate++)
        {
            var share = 1 / (1 + Math.Exp(-trees.Score(candidates.FeaturesOf(candidate))));
            shares[candidates.Suppliers[candidate]] = Math.Max(share, shares.GetValueOrDefault(candidates.Suppliers[candidate]));
        }

        // At most one supplier is meant: shares that add up to more are scaled, what is missing to 1 is left for none of them.
        var scale = 1 / Math.Max(1, shares.OrderBy(share => share.Key, StringComparer.Ordinal).Sum(share => share.Value));
        var ranked = shares.Select(share => new SupplierSuggestion(share.Key, share.Value * scale)).OrderByDescending(suggestion => suggestion.Probability)
            .ThenBy(suggestion => suggestion.Supplier, StringComparer.Ordinal).Take(most).ToArray();
        if (ranked.Length > 0 && first is not null)
        {
            Calibrate(ranked, first);
        }

        return [.. ranked];
    }

    private static void Calibrate(SupplierSuggestion[] ranked, CalibrationCurve first)
    {
        var raw = ranked[0].Probability;
        var top = first.Of(raw);
        var rest = raw < 1 ? (1 - top) / (1 - raw) : 0;
        for (var rank = 0; rank < ranked.Length; rank++)
        {
            ranked[rank] = ranked[rank] with { Probability = rank == 0 ? top : Math.Min(top, ranked[rank].Probability * rest) };
        }
    }
}
