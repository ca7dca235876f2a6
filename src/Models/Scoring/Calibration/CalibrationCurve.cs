using System.Collections.Immutable;

namespace Triage.Models.Scoring.Calibration;

/// <summary>From a model's raw score to the share of such scores that proved right: rising, linear between its points and flat beyond them.</summary>
public sealed class CalibrationCurve
{
    private readonly double[] _scores;
    private readonly double[] _probabilities;

    /// <param name="points">In strictly rising order of score, probabilities never falling.</param>
    public CalibrationCurve(ImmutableArray<(double Score, double Probability)> points)
    {
        if (points.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A calibration curve has at least one point.", nameof(points));
        }

        if (points.Any(point => !double.IsFinite(point.Score) || !double.IsFinite(point.Probability)))
        {
            throw new ArgumentException("A calibration curve's points are finite numbers.", nameof(points));
        }

        for (var i = 1; i < points.Length; i++)
        {
            if (points[i].Score <= points[i - 1].Score || points[i].Probability < points[i - 1].Probability)
            {
                throw new ArgumentException($"Point {i} of the calibration curve does not rise.", nameof(points));
            }
        }

        if (points[0].Probability < 0 || points[^1].Probability > 1)
        {
            throw new ArgumentException("A calibration curve's probabilities lie between 0 and 1.", nameof(points));
        }

        _scores = [.. points.Select(point => point.Score)];
        _probabilities = [.. points.Select(point => point.Probability)];
    }

    /// <summary>How many outcomes it was fitted on; 0 of a curve that was not fitted here. Stored in a package's manifest, not with the curve.</summary>
    public int FittedOn { get; init; }

    public ImmutableArray<(double Score, double Probability)> Points => [.. _scores.Zip(_probabilities)];

    public double Of(double score)
    {
        var at = Array.BinarySearch(_scores, score);
        if (at >= 0)
        {
            return _probabilities[at];
        }

        at = ~at;
        if (at == 0)
        {
            return _probabilities[0];
        }

        if (at == _scores.Length)
        {
            return _probabilities[^1];
        }

        var share = (score - _scores[at - 1]) / (_scores[at] - _scores[at - 1]);
        return _probabilities[at - 1] + share * (_probabilities[at] - _probabilities[at - 1]);
    }
}
