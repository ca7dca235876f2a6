namespace Triage.Models.Scoring.Anomaly;

/// <summary>Each feature less its mean, by its standard deviation, so that no unit outweighs another. A feature without spread becomes 0.</summary>
internal sealed class FeatureScale : IFeatureSpace
{
    private readonly double[] _means;
    private readonly double[] _factors;

    public FeatureScale(FeatureRows rows)
    {
        _means = new double[rows.Columns];
        _factors = new double[rows.Columns];
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < rows.Columns; column++)
            {
                _means[column] += rows[row][column] / (double)rows.Count;
            }
        }

        for (var column = 0; column < rows.Columns; column++)
        {
            double squares = 0;
            for (var row = 0; row < rows.Count; row++)
            {
                squares += Math.Pow(rows[row][column] - _means[column], 2) / rows.Count;
            }

            // What rounding leaves of a constant is no spread.
            var deviation = Math.Sqrt(squares);
            _factors[column] = deviation > 1e-7 * Math.Abs(_means[column]) && deviation > 0 ? 1 / deviation : 0;
        }
    }

    public void Place(ReadOnlySpan<float> row, Span<float> placed)
    {
        for (var column = 0; column < _means.Length; column++)
        {
            placed[column] = (float)((row[column] - _means[column]) * _factors[column]);
        }
    }
}
