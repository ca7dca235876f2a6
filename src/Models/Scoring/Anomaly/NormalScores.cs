namespace Triage.Models.Scoring.Anomaly;

/// <summary>Each feature by its rank, spread like a normal distribution: no unit, no skewness and no outlier's size is left.</summary>
internal sealed class NormalScores(EmpiricalDistribution[] columns) : IFeatureSpace
{
    public void Place(ReadOnlySpan<float> row, Span<float> placed)
    {
        for (var column = 0; column < columns.Length; column++)
        {
            placed[column] = (float)columns[column].NormalScore(row[column]);
        }
    }
}
