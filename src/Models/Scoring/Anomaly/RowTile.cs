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
        // Four vectors at a time, so that a feature of the row is loaded once for all of them.
        var place = 0;
        for (; place + 4 * Vector<float>.Count <= _stride; place += 4 * Vector<float>.Count)
        {
            Vector<float> first = default, second = default, third = default, fourth = default;
            for (var column = 0; column < _columns; column++)
            {
                var asked = new Vector<float>(placed[column]);
                ref var at = ref _values[column * _stride + place];
                first += SquareOf(Vector.LoadUnsafe(ref at) - asked);
                second += SquareOf(Vector.LoadUnsafe(ref at, (nuint)Vector<float>.Count) - asked);
                third += SquareOf(Vector.LoadUnsafe(ref at, 2 * (nuint)Vector<float>.Count) - asked);
                fourth += SquareOf(Vector.LoadUnsafe(ref at, 3 * (nuint)Vector<float>.Count) - asked);
            }

            OfferLanes(first, place, offset, without, nearest);
            OfferLanes(second, place + Vector<float>.Count, offset, without, nearest);
            OfferLanes(third, place + 2 * Vector<float>.Count, offset, without, nearest);
            OfferLanes(fourth, place + 3 * Vector<float>.Count, offset, without, nearest);
        }

        for (; place < _stride; place += Vector<float>.Count)
        {
            var squares = Vector<float>.Zero;
            for (var column = 0; column < _columns; column++)
            {
                squares += SquareOf(Vector.LoadUnsafe(ref _values[column * _stride + place]) - new Vector<float>(placed[column]));
            }

            OfferLanes(squares, place, offset, without, nearest);
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

    private static Vector<float> SquareOf(Vector<float> difference) => difference * difference;

    private void OfferLanes(Vector<float> squares, int place, int offset, int without, NearestRows nearest)
    {
        if (!Vector.LessThanAny(squares, new Vector<float>(nearest.Farthest)))
        {
            return;
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
