using Triage.Models.Features;

namespace Triage.Models.Scoring.Anomaly;

/// <summary>
/// The distance to the k-th nearest row (Ramaswamy, Rastogi and Shim, Efficient algorithms for mining outliers from large data
/// sets, SIGMOD 2000), every feature scaled to unit variance. A feature's part is its squared difference to that neighbour; the parts add up to
/// the square of the score. Rows beyond a stated count are represented by a sample of that size (Sugiyama and Borgwardt, Rapid distance-based outlier
/// detection via sampling, NIPS 2013).
/// </summary>
public sealed class NeighbourDistance : IAnomalyDetector
{
    public const int NeighboursDefault = 5;

    /// <summary>Comparing all with all grows with the square: at this size and 30 features it takes seconds.</summary>
    public const int ComparedMax = 50_000;

    private const int TileRows = 512;

    // So many rows share a tile while it is in the cache.
    private const int Batch = 32;

    private readonly FeatureScale _scale;
    private readonly RowTile[] _tiles;
    private readonly int _neighbours;

    private NeighbourDistance(FeatureScale scale, RowTile[] tiles, int neighbours, int columns)
    {
        _scale = scale;
        _tiles = tiles;
        _neighbours = neighbours;
        Columns = columns;
    }

    public int Columns { get; }

    public static NeighbourDistance Fit(FeatureRows rows, int seed, int neighbours = NeighboursDefault)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(neighbours);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(rows.Count, neighbours);
        var scale = new FeatureScale(rows);
        var compared = SplitMix.Of(seed, 0).Sample(ComparedMax, rows.Count);
        return new(scale, [.. compared.Chunk(TileRows).Select(chunk => new RowTile(rows, scale, chunk))], neighbours, rows.Columns);
    }

    public double Score(ReadOnlySpan<float> row) => Score(row, new double[Columns]);

    public double Score(ReadOnlySpan<float> row, Span<double> parts)
    {
        RowShape.Check(this, row);
        RowShape.Check(this, parts);
        return Math.Sqrt(Farthest(row, parts));
    }

    public double[] ScoresOfFitted(FeatureRows rows)
    {
        var scores = new double[rows.Count];
        Parallel.For(0, (rows.Count + Batch - 1) / Batch, batch => Score(rows, batch * Batch, Math.Min(rows.Count, (batch + 1) * Batch), scores));
        return scores;
    }

    private double Farthest(ReadOnlySpan<float> row, Span<double> parts)
    {
        Span<float> placed = new float[Columns];
        _scale.Place(row, placed);
        Span<float> squares = new float[_neighbours];
        Span<int> places = new int[_neighbours];
        var nearest = new NearestRows(squares, places);
        nearest.Clear();
        for (var tile = 0; tile < _tiles.Length; tile++)
        {
            _tiles[tile].Offer(placed, tile * TileRows, -1, nearest);
        }

        parts.Clear();
        _tiles[places[^1] / TileRows].AddSquares(placed, places[^1] % TileRows, 1, parts);

        return nearest.Farthest;
    }

    private void Score(FeatureRows rows, int from, int to, double[] scores)
    {
        var placed = new float[(to - from) * Columns];
        var squares = new float[(to - from) * _neighbours];
        var places = new int[squares.Length];
        for (var row = from; row < to; row++)
        {
            _scale.Place(rows[row], placed.AsSpan((row - from) * Columns, Columns));
            Of(row).Clear();
        }

        for (var tile = 0; tile < _tiles.Length; tile++)
        {
            for (var row = from; row < to; row++)
            {
                _tiles[tile].Offer(placed.AsSpan((row - from) * Columns, Columns), tile * TileRows, row, Of(row));
            }
        }

        for (var row = from; row < to; row++)
        {
            scores[row] = Math.Sqrt(Of(row).Farthest);
        }

        NearestRows Of(int row) => new(squares.AsSpan((row - from) * _neighbours, _neighbours), places.AsSpan((row - from) * _neighbours, _neighbours));
    }
}
