using System.Collections.Immutable;
using Triage.Models.Features;
using Triage.Models.Scoring.Trees;

namespace Triage.Models.Scoring;

/// <summary>From trees and a row to what a person can read: the greatest contributions, and the rest in one, so that the sum holds.</summary>
public static class Contributions
{
    /// <summary>The score before anything is known.</summary>
    public const string Base = "base";

    /// <summary>Every feature that is not named.</summary>
    public const string Others = "others";

    /// <param name="missing">What a feature says that can't be known.</param>
    public static ImmutableArray<Contribution> Of(TreeEnsemble trees, FeatureSchema schema, ReadOnlySpan<float> row, float missing, int most)
    {
        var parts = new double[schema.Count];
        var whole = Thousandths(trees.Score(row, parts));
        var order = new int[schema.Count];
        for (var feature = 0; feature < order.Length; feature++)
        {
            order[feature] = feature;
        }

        Array.Sort(order, (left, right) => Math.Abs(parts[right]).CompareTo(Math.Abs(parts[left])) is not 0 and var greater ? greater : left.CompareTo(right));
        var named = ImmutableArray.CreateBuilder<Contribution>(most + 2);
        var rest = whole - Thousandths(trees.Base);
        foreach (var feature in order.AsSpan(0, Math.Min(most, order.Length)))
        {
            if (Thousandths(parts[feature]) is not 0 and var part)
            {
                named.Add(new(schema.Names[feature], row[feature] == missing ? null : row[feature], part));
                rest -= part;
            }
        }

        named.Add(new(Others, null, rest));
        named.Add(new(Base, null, Thousandths(trees.Base)));
        return named.DrainToImmutable();
    }

    private static long Thousandths(double value) => (long)Math.Round(value * 1000, MidpointRounding.AwayFromZero);
}
