using System.Collections.Immutable;

namespace Triage.Models.Scoring.Drift;

/// <summary>Where the values of one feature, or of a score, were in training.</summary>
/// <param name="Edges">Rising: a bin holds what is above the edge before and not above its own. Two bins are empty in training: below all that was seen, the first, and above it, the last.</param>
/// <param name="Counts">Of each bin, and behind them of rows in which it is missing.</param>
public sealed record ColumnReference(string Name, ImmutableArray<float> Edges, ImmutableArray<long> Counts)
{
    public const int EdgesMax = Quantiles + 1;

    private const int Quantiles = 10;

    /// <summary>What every schema says of a feature that can't be known.</summary>
    public const float Missing = -1;

    /// <summary>Bins of as many values as each other, as far as equal values let.</summary>
    public static ColumnReference Of(string name, IEnumerable<float> values)
    {
        var all = values.ToArray();
        var known = Array.FindAll(all, value => value != Missing && float.IsFinite(value));
        Array.Sort(known);
        var reference = new ColumnReference(name, EdgesOf(known), []);
        var counts = new long[reference.Edges.Length + 2];
        foreach (var value in all)
        {
            counts[reference.BinOf(value)]++;
        }

        return reference with { Counts = [.. counts] };
    }

    /// <returns>The place among <see cref="Counts"/>.</returns>
    public int BinOf(float value)
    {
        if (value == Missing)
        {
            return Edges.Length + 1;
        }

        var place = Edges.AsSpan().BinarySearch(value);
        return place >= 0 ? place : ~place;
    }

    private static ImmutableArray<float> EdgesOf(float[] sorted)
    {
        if (sorted.Length == 0)
        {
            return [];
        }

        var edges = ImmutableArray.CreateBuilder<float>(EdgesMax);
        edges.Add(float.BitDecrement(sorted[0]));
        for (var quantile = 1; quantile <= Quantiles; quantile++)
        {
            var edge = sorted[Math.Max(1, (int)((long)sorted.Length * quantile / Quantiles)) - 1];
            if (edge > edges[^1])
            {
                edges.Add(edge);
            }
        }

        return edges.ToImmutable();
    }
}
