using System.Collections.Immutable;
using Triage.Models.Features;
using Triage.Models.Scoring.Trees;

namespace Triage.Models.Scoring;

/// <summary>From trees and a row to what a person can read: the greatest contributions, and the rest in one, so that the sum holds. A model of another kind says nothing of why.</summary>
public static class Contributions
{
    /// <summary>The score before anything is known.</summary>
    public const string Base = "base";

    /// <summary>Every feature that is not named.</summary>
    public const string Others = "others";

    /// <param name="missing">What a feature says that can't be known.</param>
    public static ImmutableArray<Contribution> Of(IRowScorer rowScorer, FeatureSchema schema, ReadOnlySpan<float> row, float missing, int most)
    {
        if (rowScorer is not TreeEnsemble trees)
        {
            return [];
        }

        var parts = new double[schema.Count];
        trees.Score(row, parts);
        var values = new float?[schema.Count];
        for (var feature = 0; feature < values.Length; feature++)
        {
            values[feature] = row[feature] == missing ? null : row[feature];
        }

        return Of(schema.Names, parts, values, trees.Base, most);
    }

    /// <param name="rest">What no feature accounts for: with all parts it makes the score.</param>
    public static ImmutableArray<Contribution> Of(ImmutableArray<string> names, double[] parts, double rest, int most) => Of(names, parts, new float?[parts.Length], rest, most);

    private static ImmutableArray<Contribution> Of(ImmutableArray<string> names, double[] parts, float?[] values, double start, int most)
    {
        var whole = Thousandths(start + parts.Sum());
        var order = new int[parts.Length];
        for (var feature = 0; feature < order.Length; feature++)
        {
            order[feature] = feature;
        }

        Array.Sort(order, (left, right) => Math.Abs(parts[right]).CompareTo(Math.Abs(parts[left])) is not 0 and var greater ? greater : left.CompareTo(right));
        var named = ImmutableArray.CreateBuilder<Contribution>(most + 2);
        var rest = whole - Thousandths(start);
        foreach (var feature in order.AsSpan(0, Math.Min(most, order.Length)))
        {
            if (Thousandths(parts[feature]) is not 0 and var part)
            {
                named.Add(new(names[feature], values[feature], part));
                rest -= part;
            }
        }

        named.Add(new(Others, null, rest));
        named.Add(new(Base, null, Thousandths(start)));
        return named.DrainToImmutable();
    }

    private static long Thousandths(double value) => (long)Math.Round(value * 1000, MidpointRounding.AwayFromZero);
}
