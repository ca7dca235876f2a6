using System.Numerics;

namespace Triage.Models.Scoring.Anomaly;

/// <summary>
/// Rows in a space of distances, feature by feature, few enough to stay in a processor's cache while many rows are compared with them. Every lane
/// adds its own row's squares in the features' order, so the width of a vector changes no bit.
/// </summary>
internal sealed class RowTile
{
    private readonly float[] _values;
    private readonly int[] _rows;
    private readonly int _stride;
    private readonly int _columns;

    /// <param name="fitted">The numbers of the rows, which the tile knows them by.</param>
    public RowTile(FeatureRows rows, IFeatureSpace space, ReadOnlySpan<int> fitted)
    {
        _columns = rows.Columns;
        _rows = fitted.ToArray();
        _stride = (fitted.Length + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        _values = new float[_stride * _columns];
        // Beyond the last row nothing is near.
        Array.Fill(_values, float.PositiveInfinity);
        var placed = new float[_columns];
        for (var place = 0; place < fitted.Length; place++)
        {
            space.Place(rows[fitted[place]], placed);
            for (var column = 0; column < _columns; column++)
            {
                _values[column * _stride + place] = placed[column];
            }
        }
    }

    /// <param name="offset">Added to the places offered.</param>
    /// <param name="without">The number of the row that is not compared with; -1 for none.</param>
    public void Offer(ReadOnlySpan<float> placed, int offset, int without, NearestRows nearest)
    {
        for (var place = 0; place < _rows.Length; place += Vector<float>.Count)
        {
            var squares = Vector<float>.Zero;
            for (var column = 0; column < _columns; column++)
            {
                var difference = new Vector<float>(_values, column * _stride + place) - new Vector<float>(placed[column]);
                squares += difference * difference;
            }

            if (!Vector.LessThanAny(squares, new Vector<float>(nearest.Farthest)))
            {
                continue;
            }

            var end = Math.Min(Vector<float>.Count, _rows.Length - place);
            for (var lane = 0; lane < end; lane++)
            {
                if (_rows[place + lane] != without)
                {
                    nearest.Offer(squares[lane], offset + place + lane);
                }
            }
        }
    }

    /// <summary>Adds each feature's squared difference to the row at a place.</summary>
    public void AddSquares(ReadOnlySpan<float> placed, int place, double weight, Span<double> parts)
    {
        for (var column = 0; column < _columns; column++)
        {
            var difference = (double)_values[column * _stride + place] - placed[column];
            parts[column] += weight * difference * difference;
        }
    }
}
