using System.Collections.Immutable;
using Triage.Models.Features.Suppliers;
using Triage.Models.Scoring.Suppliers;
using Triage.Training.Evaluation;

namespace Triage.Training.Suppliers;

/// <summary>Judges matching by cross-validation in which no supplier is both learned from and judged on.</summary>
public static class SupplierEvaluation
{
    private const int FoldsCount = 5;
    private const int MostSuggestions = 3;

    /// <param name="step">Told what is being done, for whoever waits.</param>
    public static SupplierFigures Of(
        SupplierTruth truth, IReadOnlyList<WrittenSupplier> noMatch, SupplierTrainingOptions options, Action<string> step, CancellationToken cancellationToken)
    {
        var index = truth.Index();
        var differing = truth.Differing();
        step($"Comparing {differing.Length + noMatch.Count:#,0} names with {index.Count:#,0} known ones");
        var cases = SupplierCases.Of([.. differing, .. noMatch], index, cancellationToken);
        var folds = Folds.Of([.. cases.Select(one => (one.Group, one.Written.Supplier is null))], FoldsCount, options.Trees.Seed);
        var judged = new List<Judged>(cases.Length);
        for (var fold = 0; fold < FoldsCount; fold++)
        {
            step($"Learning from four fifths, judging on part {fold + 1} of {FoldsCount}");
            var model = SupplierTrainer.Train([.. cases.Where((_, at) => folds[at] != fold)], options, cancellationToken);
            var matcher = new SupplierMatcher(model);
            judged.AddRange(cases.Where((_, at) => folds[at] == fold).Select(one => Judge(one, fold, matcher, model, index)));
        }

        return Figures(judged, truth, options);
    }

    private static Judged Judge(SupplierCase one, int fold, SupplierMatcher matcher, SupplierMatchModel model, SupplierNameIndex index)
    {
        var ranked = matcher.Rank(one.Candidates, MostSuggestions);
        var baseline = one.Written.Supplier is null ? [] : index.NearestAsWritten(one.Written.Name, 3 * MostSuggestions).Select(index.SupplierAt).Distinct(StringComparer.Ordinal).Take(MostSuggestions).ToArray();
        var probability = ranked.Length > 0 ? ranked[0].Probability : 0;
        return new()
        {
            Case = one,
            Fold = fold,
            Rank = 1 + ranked.Select(suggestion => suggestion.Supplier).ToList().FindIndex(one.IsRight),
            BaselineRank = 1 + Array.FindIndex(baseline, one.IsRight),
            Probability = probability,
            IsLetThrough = ranked.Length > 0 && probability >= model.DeployedThreshold,
        };
    }

    private static SupplierFigures Figures(List<Judged> all, SupplierTruth truth, SupplierTrainingOptions options)
    {
        var judged = all.Where(one => one.Case.Written.Supplier is not null).ToArray();
        ImmutableArray<SupplierFold> folds = [.. judged.GroupBy(one => one.Fold).OrderBy(fold => fold.Key).Select(fold => OfFold([.. fold]))];
        var interval = ClusteredShare.Of(Clustered(judged));
        return new()
        {
            Names = judged.Length,
            Suppliers = truth.Known.Select(known => known.Supplier).Distinct(StringComparer.Ordinal).Count(),
            Top1 = folds.Average(fold => fold.Top1),
            Top3 = folds.Average(fold => fold.Top3),
            Top1Low = interval.Low,
            Top1High = interval.High,
            Offered = Share(judged, one => one.Case.Candidates.Suppliers.Any(one.Case.IsRight)),
            BaselineTop1 = folds.Average(fold => fold.BaselineTop1),
            BaselineTop3 = Share(judged, one => one.BaselineRank > 0),
            Folds = folds,
            Segments = [.. judged.GroupBy(one => one.Case.Written.Kind).OrderByDescending(kind => kind.Count()).Select(kind => OfKind(kind.Key, [.. kind]))],
            Ece = ExpectedCalibrationError.Of([.. all.Select(one => (one.Probability, one.Rank == 1))]),
            Threshold = Threshold(all, judged, options.DeployedPrecision),
        };
    }

    private static SupplierThreshold Threshold(List<Judged> all, Judged[] judged, double promised)
    {
        var through = all.Where(one => one.IsLetThrough).ToArray();
        var nobody = all.Where(one => one.Case.Written.Supplier is null).ToArray();
        return new(
            promised,
            nobody.Length,
            through.Length == 0 ? 0 : Share(through, one => one.Rank == 1),
            Share(judged, one => one.IsLetThrough && one.Rank == 1),
            nobody.Length == 0 ? null : Share(nobody, one => !one.IsLetThrough));
    }

    private static IEnumerable<(long Cluster, bool Holds)> Clustered(Judged[] judged) =>
        judged.GroupBy(one => one.Case.Group, StringComparer.Ordinal).SelectMany((group, cluster) => group.Select(one => ((long)cluster, one.Rank == 1)));

    private static SupplierFold OfFold(Judged[] fold) =>
        new(fold.Length, Share(fold, one => one.Rank == 1), Share(fold, one => one.Rank > 0), Share(fold, one => one.BaselineRank == 1));

    private static SupplierSegment OfKind(string kind, Judged[] names) =>
        new(kind, names.Length, Share(names, one => one.Rank == 1), Share(names, one => one.Rank > 0), Share(names, one => one.BaselineRank == 1));

    private static double Share(IReadOnlyCollection<Judged> names, Func<Judged, bool> holds) => (double)names.Count(holds) / names.Count;

    /// <summary>Ranks count from 1; 0 where the right supplier is not among the first three.</summary>
    private sealed record Judged
    {
        public required SupplierCase Case { get; init; }
        public required int Fold { get; init; }
        public required int Rank { get; init; }
        public required int BaselineRank { get; init; }
        public required double Probability { get; init; }
        public required bool IsLetThrough { get; init; }
    }
}
