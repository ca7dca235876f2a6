namespace Triage.Models.Scoring.Anomaly;

internal static class RowShape
{
    public static void Check(IAnomalyDetector detector, ReadOnlySpan<float> row, ReadOnlySpan<double> parts)
    {
        if (row.Length != detector.Columns || parts.Length != detector.Columns)
        {
            throw new ArgumentException($"The detector reads {detector.Columns} features and gives as many parts, not {row.Length} and {parts.Length}.", nameof(row));
        }

        foreach (var value in row)
        {
            if (!float.IsFinite(value))
            {
                throw new ArgumentException("A feature is not a finite number.", nameof(row));
            }
        }
    }
}
