using Triage.Models.Features;

namespace Triage.Models.Scoring.Anomaly;

/// <summary>
/// The mean, over many small samples, of the squared distance to a sample's nearest row (Pang, Ting and Albrecht, LeSiNN: Detecting anomalies by
/// identifying least similar nearest neighbours, ICDM workshops 2015), between normal scores of the features. Small samples thin out
/// clusters of unusual rows, which hide each other from <see cref="NeighbourDistance"/>. A feature's part is its mean squared
/// difference; the parts add up to the score.
/// </summary>
public sealed class SampledNeighbours : IAnomalyDetector
{
    /// <summary>Four times the paper's: they cost little, and what chance does to a score halves.</summary>
    public const int SamplesDefault = 200;

    /// <summary>The paper's.</summary>
    public const int SampleDefault = 8;

    private readonly NormalScores _space;
    private readonly RowTile[] _samples;

    private SampledNeighbours(NormalScores space, RowTile[] samples, int columns)
    {
        _space = space;
        _samples = samples;
        Columns = columns;
    }

    public int Columns { get; }

    public static SampledNeighbours Fit(FeatureRows rows, int seed, int samples = SamplesDefault, int sample = SampleDefault) =>
        Fit(rows, EmpiricalDistribution.OfColumns(rows), seed, samples, sample);

    internal static SampledNeighbours Fit(FeatureRows rows, EmpiricalDistribution[] columns, int seed, int samples = SamplesDefault, int sample = SampleDefault)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows.Count, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        // A row that was drawn is compared with the others of its sample.
        ArgumentOutOfRangeException.ThrowIfLessThan(sample, 2);
        var space = new NormalScores(columns);
        return new(space, [.. Enumerable.Range(0, samples).Select(i => new RowTile(rows, space, SplitMix.Of(seed, i).Sample(sample, rows.Count)))], rows.Columns);
    }

    public double Score(ReadOnlySpan<float> row)
    {
        RowShape.Check(this, row);
        return Score(row, -1, []);
    }

    public double Score(ReadOnlySpan<float> row, Span<double> parts)
    {
        RowShape.Check(this, row);
        RowShape.Check(this, parts);
        return Score(row, -1, parts);
    }

    public double[] ScoresOfFitted(FeatureRows rows)
    {
        var scores = new double[rows.Count];
        Parallel.For(0, rows.Count, row => scores[row] = Score(rows[row], row, []));
        return scores;
    }

    private double Score(ReadOnlySpan<float> row, int without, Span<double> parts)
    {
        Span<float> placed = new float[Columns];
        _space.Place(row, placed);
        parts.Clear();
        Span<float> square = stackalloc float[1];
        Span<int> place = stackalloc int[1];
        var nearest = new NearestRows(square, place);
        double sum = 0;
        foreach (var sample in _samples)
        {
            nearest.Clear();
            sample.Offer(placed, 0, without, nearest);
            sum += nearest.Farthest;
            if (!parts.IsEmpty)
            {
                sample.AddSquares(placed, place[0], 1.0 / _samples.Length, parts);
            }
        }

        return sum / _samples.Length;
    }
}
