namespace Triage.Models.Scoring.Anomaly;

/// <summary>
/// How far out in each feature's own distribution a row lies: the negative logarithm of the smaller tail's share, summed over features
/// (Li, Zhao, Hu, Botta, Ionescu and Chen, ECOD: Unsupervised outlier detection using empirical cumulative distribution functions, TKDE 2022;
/// the larger of a feature's two tail terms counts, feature by feature, as in the authors' program).
/// A feature's part is its term, in nats; the parts add up to the score.
/// </summary>
public sealed class MarginalTails : IAnomalyDetector
{
    private readonly EmpiricalDistribution[] _columns;

    internal MarginalTails(EmpiricalDistribution[] columns) => _columns = columns;

    public int Columns => _columns.Length;

    public static MarginalTails Fit(FeatureRows rows) => new(EmpiricalDistribution.OfColumns(rows));

    public double Score(ReadOnlySpan<float> row) => Score(row, new double[Columns]);

    public double Score(ReadOnlySpan<float> row, Span<double> parts)
    {
        RowShape.Check(this, row);
        RowShape.Check(this, parts);
        double sum = 0;
        for (var column = 0; column < Columns; column++)
        {
            parts[column] = Math.Max(_columns[column].LeftSurprise(row[column]), _columns[column].RightSurprise(row[column]));
            sum += parts[column];
        }

        return sum;
    }

    public double[] ScoresOfFitted(FeatureRows rows)
    {
        var scores = new double[rows.Count];
        Parallel.For(0, rows.Count, row => scores[row] = Score(rows[row]));
        return scores;
    }
}
